"""Examples for the gallery's live kernel, each with a title and code."""

EXAMPLES: list = [
    ['Hello', """print("Hello from Python")
import sys
sys.version"""],
    ['Table', """import pandas as pd
pd.DataFrame({"city": ["Seoul", "Busan", "Daegu"], "people": [9_400_000, 3_300_000, 2_400_000]})"""],
    ['Plot', """import numpy as np
import matplotlib.pyplot as plt
x = np.linspace(0, 10, 500)
plt.figure(figsize=(7, 3))
plt.plot(x, np.sin(x), x, np.cos(x))
plt.legend(["sin", "cos"]);"""],
    ['Progress', """import time
for step in range(41):
    print(f"\\r{step * 2.5:5.1f} % \\x1b[32m{'█' * step}\\x1b[90m{'░' * (40 - step)}\\x1b[0m", end="")
    time.sleep(0.05)
print()"""],
    ['Input', """name = input("Your name: ")
f"Hello, {name}!" """],
    ['Error', """def ratio(a, b):
    return a / b

ratio(1, 0)"""],
    ['JSON', """from IPython.display import JSON
JSON({"order": 12345678901234567890, "items": [{"id": 1, "name": "pen"}, {"id": 2, "name": "ink"}], "paid": True})"""],
    ['HTML and SVG', """from IPython.display import HTML, SVG, display
display(HTML("<b>bold</b>, <i>italic</i>, <code>code</code>"))
SVG('<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60"><circle cx="30" cy="30" r="25"/></svg>')"""],
    ['Markdown and math', """from IPython.display import Markdown, Math, display
display(Markdown("# A title\\n\\nSome *text*, a `word`, and a [link](https://www.python.org)."))
Math(r"\\int_0^\\infty e^{-x^2}\\,dx = \\frac{\\sqrt{\\pi}}{2}")"""],
    ['Updated display', """from IPython.display import HTML, display
import time
place = display(HTML("starting"), display_id=True)
for step in range(1, 21):
    time.sleep(0.1)
    place.update(HTML(f"<meter max=20 value={step}></meter> step {step} of 20"))"""],
    ['Plotly', """import plotly.express as px
px.scatter(px.data.iris(), x="sepal_width", y="sepal_length", color="species")"""],
    ['Altair', """import altair as alt
import pandas as pd
alt.renderers.enable("mimetype")
data = pd.DataFrame({"x": range(20), "y": [value ** 2 for value in range(20)]})
alt.Chart(data).mark_line(point=True).encode(x="x", y="y")"""],
    ['Widget', """import ipywidgets
ipywidgets.interact(lambda x: x ** 2, x=(0, 20));"""],
    ['Endless loop', """import itertools, time
for number in itertools.count():
    print(number)
    time.sleep(0.2)"""],
]

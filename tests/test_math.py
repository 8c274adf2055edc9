"""Formulas, in LaTeX and in Markdown: their appearance, their numbering, and errors."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT as REPOSITORY
from tests.test_markdown import ROOT as MARKDOWN_ROOT

pytestmark = pytest.mark.slow

LATEX_ROOT = 'document.querySelector("#r-0.backendai-math > div").shadowRoot'


def show(visit, text: str, mime: str = 'text/markdown') -> str:
    """Show one item, and return the expression for its shadow root."""
    outcome, = visit.show([mime, text])
    assert outcome['ok'], outcome
    return MARKDOWN_ROOT if mime == 'text/markdown' else LATEX_ROOT


def formulas(visit, root: str) -> list[str]:
    """The sources of all formulas, as in the MathML for screen readers."""
    return visit.page.evaluate(f'[...{root}.querySelectorAll("math annotation")].map(each => each.textContent.trim())')


def text(visit, root: str) -> str:
    """The text as it is read, with formulas as their source in brackets, without their numbers."""
    return visit.page.evaluate(f'''(() => {{ const copy = document.createElement('div');
      copy.append(...[...{root}.childNodes].map(each => each.cloneNode(true)));
      for (const formula of copy.querySelectorAll('.math:has(annotation)')) formula.replaceWith(`⟨${{formula.querySelector('annotation').textContent.trim()}}⟩`);
      return copy.textContent.replace(/\\s+/g, ' ').trim(); }})()''')


@pytest.mark.parametrize(('source', 'expected'), [
    ('$x$', '⟨x⟩'), ('$$x$$', '⟨x⟩'), (r'\(x\)', '⟨x⟩'), (r'\[x\]', '⟨x⟩'), (r'a $x_1$ b $y_2$ c', 'a ⟨x_1⟩ b ⟨y_2⟩ c'),
    ('it costs $5 or $6', 'it costs $5 or $6'), (r'\$5 and \$6', '$5 and $6'), ('$5 and $a$', '$5 and ⟨a⟩'), ('a $ b $ c', 'a $ b $ c'),
    ('$ x^2 $', '⟨x^2⟩'), ('`$x$`', '$x$'), ('`$` and `$`', '$ and $'), ('$`$', '$`$'), ('```\n$x$\n```', '$x$'), ('    $x$', '$x$'),
    ('*a $b*c$ d*', 'a ⟨b*c⟩ d'), ('$a_b$ and $c_d$', '⟨a_b⟩ and ⟨c_d⟩'), (r'$\textit{a_b_c} x$', r'⟨\textit{a\_b\_c} x⟩'), ('**$x$**', '⟨x⟩'),
    ('[$x$](https://example.com)', '⟨x⟩'), ('- $x$\n- $y$', '⟨x⟩⟨y⟩'), ('> $$x$$', '⟨x⟩'), ('# $x$', '⟨x⟩'), ('|a|\n|-|\n|$x$|', 'a⟨x⟩'),
    ('text\n$$\na\n\nb\n$$\nmore', 'text⟨a b⟩more'), ('text\n\\begin{align}\na &= b\n\\end{align}\nmore', r'text⟨\begin{align} a &= b \end{align}⟩more'),
    (r'\begin{unknown}x\end{unknown}', r'\begin{unknown}x\end{unknown} No such environment: unknown'),
    (r'$x < y$ & $\alpha$', r'⟨x < y⟩ & ⟨\alpha⟩'), ('$x', '$x'), ('a$', 'a$'), ('$$', '$$'), ('$$$', '$$$'), (r'\(x', '(x'), (r'$\$5$', r'⟨\$5⟩'),
])
def test_where_formulas_are_in_markdown(shared_visit, source, expected):
    shared_visit.open()
    root = show(shared_visit, source)
    assert text(shared_visit, root) == expected


@pytest.mark.parametrize(('source', 'expected'), [
    ('$x$', '⟨x⟩'), ('x^2', '⟨x^2⟩'), (r'\alpha', r'⟨\alpha⟩'), ('plain words', 'plain words'), (r'5\% of $x$', '5% of ⟨x⟩'), (['$x', '$'], '⟨x⟩'),
    (r'100\,\% of $x$', '100 % of ⟨x⟩'), (r'a\;b\!c $x$', 'a b\u2060c ⟨x⟩'), (r'\int_0^1 f\,dx', r'⟨\int_0^1 f\,dx⟩'), (r'\{1, 2\}_k', r'⟨\{1, 2\}_k⟩'),
    (r'\begin{align*}a\end{align*}', r'⟨\begin{align*}a\end{align*}⟩'), (r'\textbf{b} \emph{e} $x$', 'b e ⟨x⟩'), (r'a~b $x$', 'a b ⟨x⟩'), ('', ''),
])
def test_where_formulas_are_in_latex(shared_visit, source, expected):
    shared_visit.open()
    root = show(shared_visit, source, 'text/latex')
    assert text(shared_visit, root) == expected


def numbers(visit, root: str) -> list[str]:
    """The numbers and tags of equations, from top to bottom; CSS counters are replaced by their values."""
    return visit.page.evaluate(f'''(() => {{ let count = 0; const top = each => each.getBoundingClientRect().top;
      const tags = [...{root}.querySelectorAll('.katex-html .eqn-num, .katex-html .katex-tag .mord.text')].filter(each => each.matches('.eqn-num') || !each.querySelector('.eqn-num'));
      return tags.sort((one, other) => top(one) - top(other)).map(each => each.matches('.eqn-num') ? `(${{++count}})` : each.textContent); }})()''')


def test_equations_are_numbered_once_and_in_order(visit):
    source = r'''See \eqref{b}, \ref{c} and \ref{none}. $$x_{\ref{a}}$$

\begin{equation} a \label{a} \end{equation}

\begin{align} b &= 1 \label{b} \\ c &= \begin{cases} 1 \\ 2 \end{cases} \nonumber \\ d &= 2 \tag{T} \label{c} \\ e &= \text{\(a \\ b\)} \end{align}

\begin{equation*} f \end{equation*} and \begin{gather} g \\ h \label{h} \end{gather} is \eqref{h}.
'''
    page = visit.open()
    root = show(visit, source)
    assert text(visit, root).startswith('See (2), T and ???. ⟨x_{\\text{1}}⟩') and text(visit, root).endswith('is (5).')
    assert numbers(visit, root) == ['(1)', '(2)', '(T)', '(3)', '(4)', '(5)']
    # The document has one counter: it is reset once, and each number increments it.
    counters = page.evaluate(f'[getComputedStyle({root}.host).counterReset, getComputedStyle({root}.querySelector(".eqn-num"), "::before").counterIncrement]')
    assert counters == ['katexEqnNo 0 mmlEqnNo 0', 'katexEqnNo 1']


def test_macros_last_for_a_document(visit):
    visit.open()
    root = show(visit, r'$\newcommand{\foo}{x^2} \foo$ $\foo$ $\def\bar#1{#1_1} \bar y$ $\newcommand\R{\mathbb R} \R$ $\newcommand{\foo}{z} \foo$ $\DeclareMathOperator{\rank}{rank} \rank A$')
    assert visit.page.locator('.math-error').count() == 0 and len(formulas(visit, root)) == 6
    seen = visit.page.evaluate(f'[...{root}.querySelectorAll(".katex-html")].map(each => each.textContent.replace(/\u200b/g, ""))')
    assert seen == ['x2', 'x2', 'y1', 'R', 'z', 'rankA']
    outcome, = visit.show(['text/markdown', r'$\foo$'], result_id='other')
    assert visit.page.locator('#other-0 .math-error').inner_text() == 'Undefined control sequence: \\foo'


def test_errors_stand_in_their_place_with_the_source(visit, fixtures):
    page = visit.open()
    outcome, = visit.show(fixtures('math')['wrong'])
    assert outcome['ok'] and visit.errors == []
    assert page.locator('#r-0 .math > code').all_inner_texts() == [r'\frac{1', r'\unknown{x}']
    assert page.locator('#r-0 .math-error').all_inner_texts() == ["Unexpected end of input in a macro argument, expected '}'", 'Undefined control sequence: \\unknown']
    root = show(visit, r'$\href{javascript:alert(1)}{x}$ $\includegraphics{https://example.com/x.png}$ $\htmlStyle{position:fixed}{x}$ $\url{javascript:x}$')
    assert page.evaluate(f'{root}.querySelectorAll("a, img, [style*=fixed]").length') == 0
    for source in (r'\def\a{\a\a}\a', r'\rule{999999em}{999999em}', 'x' * 30000, '{' * 5000):
        show(visit, f'${source}$', 'text/latex')
        assert page.locator('#r-0').bounding_box()['height'] < 2000


# One formula for each group of functions that KaTeX documents.
KATEX = [
    r'\dot a\ddot b\hat c\widehat{abc}\vec d\overline{ab}\underline{ab}\tilde e\bar f\acute g\grave h\breve i\check j\mathring k',
    r'\overbrace{a+b}^{n}\underbrace{a+b}_{n}\overrightarrow{AB}\overleftarrow{AB}\overgroup{AB}\undergroup{AB}\utilde{AB}',
    r'\left(\frac{a}{b}\right)\left[\frac{a}{b}\right\rangle\left\{x\middle|y\right.\big(\Big(\bigg(\Bigg(\lvert x\rvert\lfloor x\rfloor\lceil x\rceil',
    r'\begin{matrix}a&b\\c&d\end{matrix}\begin{pmatrix}a\end{pmatrix}\begin{vmatrix}a\end{vmatrix}\begin{Bmatrix}a\end{Bmatrix}',
    r'\begin{array}{c|rl}a&b&c\\\hline d&e&f\end{array}', r'\begin{cases}a&\text{if }b\\c&\text{otherwise}\end{cases}',
    r'\begin{rcases}a\\b\end{rcases}\Rightarrow', r'\begin{split}a&=b\\&=c\end{split}', r'\begin{aligned}a&=b\\&=c\end{aligned}',
    r'\begin{gathered}a\\b\end{gathered}', r'\begin{smallmatrix}a&b\end{smallmatrix}', r'\begin{CD}A@>a>>B\\@VbVV@AAcA\\C@=D\end{CD}', r'\sum_{\substack{i<n\\j<m}}',
    r'\alpha\beta\gamma\Gamma\Delta\varepsilon\vartheta\varphi\digamma', r'\aleph\beth\hbar\ell\Re\Im\wp\partial\nabla\infty\imath\jmath',
    r'a\,b\:c\;d\quad e\qquad f\!g\hspace{1em}h\kern1em i\phantom{xy}j\hphantom{x}\vphantom{y}', r'\mathllap{ab}\mathrlap{cd}\smash{y}\raisebox{.5em}{x}',
    r'\forall\exists\in\notin\subset\supseteq\emptyset\land\lor\neg\therefore\mapsto\implies\iff', r'\frac12\dfrac{a}{b}\tfrac{a}{b}\cfrac{1}{1+\cfrac1x}\genfrac(]{0pt}1ab',
    r'\binom nk\dbinom nk\tbinom nk{n\brace k}{n\brack k}{a\over b}{a\choose b}{a\atop b}', r'\sqrt x\sqrt[3]{x+\sqrt y}',
    r'\sum_{i=0}^n\prod\int_a^b\iint\oint\bigcup\bigoplus\coprod\sum\nolimits_a^b\int\limits_a^b', r'+-\times\div\pm\mp\cdot\circ\oplus\otimes\wedge\dagger\ast\star\bmod\pmod n',
    r'\sin\arccos\log\lim_{x\to0}\limsup\max_x\det\gcd\operatorname{rank}\operatorname*{argmin}_x', r'=<>\le\ge\ne\approx\equiv\sim\simeq\cong\propto\perp\parallel\ll\gg\not=\nleq',
    r'\leftarrow\Rightarrow\leftrightarrow\longmapsto\uparrow\hookrightarrow\rightleftharpoons\xrightarrow[b]{a}\xleftarrow{abc}\xrightleftharpoons{a}',
    r'\mathbf{A}\mathit{A}\mathrm{A}\mathsf{A}\mathtt{A}\mathcal{A}\mathbb{A}\mathfrak{A}\mathscr{A}\boldsymbol{\alpha}\bm{x}', r'\text{a b \textbf{c} \textit{d} \texttt{e} \textsf{f}}\textrm{g}',
    r'\tiny a\small b\normalsize c\large d\Large e\LARGE f\huge g\Huge h', r'\displaystyle\sum_a\textstyle\sum_a\scriptstyle a\scriptscriptstyle b', r'\color{red}a\textcolor{#00f}{b}\colorbox{yellow}{c}\fcolorbox{red}{white}{d}',
    r'\cancel{a}\bcancel{b}\xcancel{c}\boxed{d}\sout{e}\not{f}\angl n\phase{x}', r"f'''_{a_b}{}^{c^d}{}_x^yA", r'\bra{a}\ket{b}\braket{a|b}\Set{x|y}', r'\stackrel{!}{=}\overset{a}{b}\underset{a}{b}',
    r'\char"263a\mathchoice{a}{b}{c}{d}\rule{1em}{2em}\TeX\LaTeX\KaTeX', r'\dots\cdots\vdots\ddots\ldots', r'\def\a#1#2{#2#1}\a xy\gdef\b{z}\b\let\c=\b\c', r'\tag{7}x', r'x\%\#\&\_\$\{\}\backslash\S\P\pounds\copyright',
]


def test_formulas_are_those_of_katex_alone(visit):
    katex = (REPOSITORY / 'node_modules' / 'katex' / 'dist' / 'katex.min.js').read_text(encoding='utf-8')
    page = visit.open(head=f'<script src="{visit.site.add_page("/katex.js", katex, {"Content-Type": "text/javascript"})}"></script>')
    different = page.evaluate("""async sources => { const different = [];
      await BackendAI.Media.handle_all(sources.map(source => ['text/latex', `$$${source}$$`]), 'r', out);
      for (const [index, source] of sources.entries()) {
        const ours = document.querySelector(`#r-${index}.backendai-math > div`).shadowRoot.querySelector('.math'), alone = document.createElement('span');
        katex.render(source, alone, {displayMode: true, strict: 'ignore', globalGroup: true});
        if (ours.innerHTML !== alone.innerHTML) different.push([source, ours.innerText.slice(-200)]);
      } return different; }""", KATEX)
    assert different == []


def test_it_is_typeset_with_its_fonts(visit, fixtures):
    page = visit.open()
    root = show(visit, fixtures('math')['matrix'][1], 'text/latex')
    loaded = page.evaluate('[...document.fonts].map(font => [font.family, font.status])')
    assert len(loaded) == 6 and {status for _, status in loaded} == {'loaded'}
    bracket = page.evaluate(f'Math.max(...[...{root}.querySelectorAll(".katex-html .mopen *")].map(each => each.getBoundingClientRect().height))')
    assert bracket > 60  # as tall as three rows
    assert not any('more' in name for name in visit.chunk_requests())
    show(visit, r'$\mathcal L \mathbf x \mathbb R$', 'text/latex')
    page.wait_for_function('[...document.fonts].filter(font => font.status === "loaded").length === 20')
    assert page.evaluate(f'{root}.querySelector(".katex-mathml").getBoundingClientRect().width') <= 1  # only for screen readers


def test_long_formulas_scroll_sideways_only(visit, fixtures):
    page = visit.open(head='<meta name="viewport" content="width=device-width">')
    page.set_viewport_size({'width': 400, 'height': 700})
    visit.show(fixtures('math')['long'], ['text/markdown', fixtures('math')['long'][1]])
    assert page.evaluate('document.documentElement.scrollWidth') <= 400
    for index in (0, 1):
        sizes = page.locator(f'#r-{index} .math.display').evaluate('each => [each.scrollWidth > each.clientWidth, each.scrollHeight <= each.clientHeight + 1, getComputedStyle(each).overflowY]')
        assert sizes == [True, True, 'hidden']


def test_formulas_in_a_text_that_grows(visit):
    page = visit.open()
    whole = 'First $x^2$.\n\n$$a = b$$\n\nThen $y$ and more.'
    for end in range(1, len(whole) + 1):
        page.evaluate('text => { BackendAI.Media.handle_all([["text/markdown", text]], "r", out); }', whole[:end])
    page.wait_for_function(f'{MARKDOWN_ROOT}.textContent.includes("more.")')
    page.wait_for_function(f'{MARKDOWN_ROOT}.querySelectorAll("annotation").length === 3')
    assert text(visit, MARKDOWN_ROOT) == 'First ⟨x^2⟩.⟨a = b⟩Then ⟨y⟩ and more.'

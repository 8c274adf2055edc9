"""Korean translations, by the English text."""

from browser import Map

shared: Map = Map([
    ['Actions', '작업'],
    ['Copy', '복사'],
    ['Copy as ', '복사 형식: '],
    ['Copied', '복사했습니다'],
    ['The browser does not allow copying.', '브라우저가 복사를 허용하지 않습니다.'],
    ['Save', '저장'],
    ['Save as ', '저장 형식: '],
    ['This cannot be done: ', '실행할 수 없습니다: '],
    ['Enlarge', '크게 보기'],
    ['More actions', '추가 작업'],
    ['Show as ', '표시 형식: '],
    ['Enlarged output', '크게 본 출력'],
    ['Zoom out', '축소'],
    ['Zoom in', '확대'],
    ['Fit to window', '창에 맞춤'],
    ['Close', '닫기'],
    ['Source', '원본'],
    ['Table', '표'],
    ['Text', '텍스트'],
    ['Picture', '그림'],
    ['Drawing', '그래픽'],
    ['Formatted text', '서식 있는 텍스트'],
    ['Formula', '수식'],
    ['Data', '데이터'],
    ['Chart', '차트'],
    ['Map', '지도'],
    ['Widget', '위젯'],
])

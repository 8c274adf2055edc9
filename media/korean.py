"""Korean: each English text, and its translation.

The parts are chunks of their own: a page loads those of what it shows.
"""

# What every output may show.
TEXTS = '''\
{} cannot be shown here. | {}: 여기에 표시할 수 없습니다.
An item without a type | 형식이 없는 항목
The execution took too long and was stopped. | 실행 시간이 초과되어 중지되었습니다.
The execution failed. | 실행에 실패했습니다.
The server is restarting. | 서버를 다시 시작하는 중입니다.
The oldest {} lines or parts of lines were dropped. | 가장 오래된 {}줄(또는 줄의 일부)을 버렸습니다.
Media cannot be shown: {}. | 미디어를 표시할 수 없습니다: {}.
Records cannot be shown: {}. | 기록을 표시할 수 없습니다: {}.
Messages cannot be shown: {}. | 메시지를 표시할 수 없습니다: {}.
A part of the output cannot be read. | 출력의 일부를 읽을 수 없습니다.
Exit code {}. | 종료 코드 {}.
Log records from this level on | 표시할 로그 수준
All logs | 모든 로그
Info and up | 정보 이상
Warnings and up | 경고 이상
Errors and up | 오류 이상
Fatal only | 치명적 오류만
Find | 찾기
Find in the output | 출력에서 찾기
{} of {} | {} / {}
Wrap | 자동 줄 바꿈
Show all | 모두 보기
Show less | 간략히 보기
The program waits for input. | 프로그램이 입력을 기다립니다.
The program asks for a password | 프로그램이 비밀번호를 요청합니다
The program waits for input | 프로그램이 입력을 기다립니다
Send | 보내기
↓ Newest | ↓ 최신
Traceback, {} lines | 트레이스백, {}줄
Frame, {} lines | 프레임, {}줄
Show the traceback | 트레이스백 펼치기
Fold the traceback | 트레이스백 접기
Show the frame | 프레임 펼치기
Fold the frame | 프레임 접기
1 line | 1줄
{} lines | {}줄
{} more lines are not printed. | {}줄은 인쇄되지 않았습니다.
{} more rows are not printed. | {}행은 인쇄되지 않았습니다.
Output | 출력
Full size | 실제 크기
Fit to width | 너비에 맞춤
Replay | 다시 재생
Pause | 일시정지
Resume | 계속
Skip | 건너뛰기
This drawing is cut off. | 이 그래픽은 끝이 잘려 있습니다.
This drawing is incomplete: it has commands that are not known: {}. | 이 그래픽은 불완전합니다. 알 수 없는 명령이 있습니다: {}.
This drawing of {} pixels cannot be shown. | {}픽셀 크기의 그래픽은 표시할 수 없습니다.
This drawing of {} pixels is shown smaller than it is. | {}픽셀 크기의 그래픽을 줄여서 표시합니다.
Drawing, {} pixels | 그래픽, {}픽셀
{} line | 선 {}개
{} circle | 원 {}개
{} circles | 원 {}개
{} rectangle | 사각형 {}개
{} rectangles | 사각형 {}개
{} triangle | 삼각형 {}개
{} triangles | 삼각형 {}개
{} filled area | 채운 영역 {}개
{} filled areas | 채운 영역 {}개
Footnote {} | 각주 {}
Back to the text | 본문으로
Footnotes | 각주
Contents | 차례
Zoom in | 확대
Zoom out | 축소
Table | 표
Sound | 소리
Drawing | 그래픽
The scripts of this output have not run. | 이 출력의 스크립트를 실행하지 않았습니다.
Run | 실행
The address “{}” is relative, and cannot be loaded. | 주소 “{}”은(는) 상대 주소이므로 불러올 수 없습니다.
Remote addresses not loaded: {} ({}). | 불러오지 않은 외부 주소: {}개 ({}).
Load | 불러오기
Without scripts: {} | 스크립트 없이 표시: {}
{} image | {} 이미지
{}, {} × {} pixels | {}, {} × {}픽셀
This image is cut off. | 이 이미지는 끝이 잘려 있습니다.
This image is damaged. | 이 이미지는 손상되었습니다.
This sound is cut off. | 이 소리는 끝이 잘려 있습니다.
This sound is damaged. | 이 소리는 손상되었습니다.
Output of a script | 스크립트 출력
This script has not run. | 이 스크립트를 실행하지 않았습니다.
Formula | 수식
the formula has more than {} characters | 수식이 {}자를 넘습니다
Diagram | 다이어그램
Diagram: {} | 다이어그램: {}
Notebook | 노트북
The notebook has no cells. | 노트북에 셀이 없습니다.
code cell {} | 코드 셀 {}
markdown cell {} | 마크다운 셀 {}
raw cell {} | 원시 셀 {}
Open | 열기
Save | 저장
Its pages cannot be shown here: {} | 페이지를 여기에 표시할 수 없습니다: {}
, 1 page | , 1쪽
, {} pages | , {}쪽
Page {}: {} | {}쪽: {}
Chart | 차트
Chart: {} | 차트: {}
SVG drawing | SVG 그래픽
Text | 텍스트
Axis | 축
Connect a gamepad and press one of its buttons. | 게임패드를 연결하고 버튼을 하나 누르세요.
This browser has no access to gamepads. | 이 브라우저에서는 게임패드를 사용할 수 없습니다.
Widget | 위젯
Widget {} | 위젯 {}
Interactive output | 대화형 출력
⏸ Stop | ⏸ 정지
▶ Play | ▶ 재생
Copied | 복사했습니다
This link cannot be opened here | 이 링크는 여기서 열 수 없습니다
Relative link: {} | 상대 링크: {}
Image | 이미지
{} (not available: {}) | {} (사용할 수 없음: {})
Task | 할 일
Code | 코드
A message of the type {} cannot be shown. | {} 형식의 메시지는 표시할 수 없습니다.
The kernel was restarted. | 커널을 다시 시작했습니다.
The kernel died. | 커널이 비정상 종료되었습니다.
Not run, because an earlier run failed. | 앞선 실행이 실패하여 실행하지 않았습니다.
The kernel suggests this as the next input: | 커널이 제안하는 다음 입력:
The kernel exits. | 커널이 종료됩니다.
A reply with {} cannot be shown. | {} 응답은 표시할 수 없습니다.
Widgets cannot be shown: {}. | 위젯을 표시할 수 없습니다: {}.
Show this cell | 이 셀 보기
Cell {} is of an unknown type: {} | 셀 {}의 형식을 알 수 없습니다: {}
Show the code | 코드 보기
Show the output | 출력 보기
An output is of an unknown type: {} | 출력의 형식을 알 수 없습니다: {}
No handler shows an output of the type {} | 표시할 수 없는 출력 형식: {}
Loading… | 불러오는 중…
Cannot show {}: {}. | {}: 표시할 수 없습니다. {}.
this item | 이 항목
this output | 이 출력
Output: {} | 출력: {}
Remote address not loaded: {} | 불러오지 않은 외부 주소: {}
Button | 버튼
Checkbox | 확인란
✓ valid | ✓ 올바름
Choices | 선택 항목
The widget cannot be drawn: {}. | 위젯을 그릴 수 없습니다: {}.
Color | 색
Play | 재생
Stop | 정지
Repeat | 반복
{} has no view here. | {}: 여기에 표시할 뷰가 없습니다.
Too many widgets are nested. | 위젯이 너무 깊이 중첩되었습니다.
A widget that the kernel has not described | 커널이 설명하지 않은 위젯
Not connected to a kernel | 커널에 연결되지 않음
Slider | 슬라이더
{}, maximum | {}, 최댓값
{}, minimum | {}, 최솟값
Remove {} | {} 제거
Add to {} | {}에 추가
the list | 목록
List | 목록
Actions | 작업
Copy | 복사
Copy as {} | {} 형식으로 복사
The browser does not allow copying. | 브라우저가 복사를 허용하지 않습니다.
Save as {} | {} 형식으로 저장
This cannot be done: {} | 실행할 수 없습니다: {}
Enlarge | 크게 보기
More actions | 추가 작업
Show as {} | {} 형식으로 보기
Enlarged output | 크게 본 출력
Fit to window | 창에 맞춤
Close | 닫기
Source | 원본
Picture | 그림
Formatted text | 서식 있는 텍스트
Data | 데이터
Map | 지도'''

# Tables, JSON, Git graphs and maps.
DATA = '''\
{}, {} missing | {}, 빈 값 {}개
empty | 비어 있음
{} distinct | 서로 다른 값 {}개
{} or more distinct | 서로 다른 값 {}개 이상
Histogram from {} to {} | 히스토그램: {}부터 {}까지
(empty) | (비어 있음)
Map, {} | 지도, {}
1 feature | 피처 1개
{} features | 피처 {}개
Copied {} | 복사했습니다: {}
Press Ctrl+C for {} | Ctrl+C를 누르면 복사됩니다: {}
Parents: | 부모:
No parents | 부모 없음
{} (not here) | {} (여기 없음)
All lanes | 모든 레인
{} more lanes: widen to show them | 레인 {}개 더 있음: 넓히면 보입니다
, branch {} | , 브랜치 {}
, merge | , 병합
Problems: {}, first: {} | 문제 {}개, 첫 번째: {}
All branches | 모든 브랜치
{} of {} commits | 커밋 {} / {}개
Search message, author or hash | 메시지, 작성자, 해시 검색
Show the commits of | 표시할 커밋
Commits, newest first | 커밋, 최신순
Width of the lanes | 레인 너비
Git graph | Git 그래프
Parts of it without a valid geometry: {}. | 도형이 올바르지 않은 부분: {}개.
Press Ctrl+C | Ctrl+C를 누르세요
… {} characters more; copy the value to have them | … {}자 더 있음; 전체는 값을 복사하세요
string, {} characters | 문자열, {}자
{} found, {} % searched | {}개 찾음, {}% 검색함
{} of {}{} | {} / {}{}
not found | 결과 없음
Search keys and values | 키와 값 검색
Expand all | 모두 펼치기
Collapse all | 모두 접기
Copy path | 경로 복사
Copy value | 값 복사
Whole text | 전체 텍스트
level {} | {}단계
{} characters | {}자
object | 객체
array | 배열
string | 문자열
number | 숫자
boolean | 불리언
1 key | 키 1개
{} keys | 키 {}개
1 item | 항목 1개
{} items | 항목 {}개
Column options: {} | 열 옵션: {}
The script that sorts and filters could not be loaded. | 정렬·필터 스크립트를 불러올 수 없습니다.
Sorting… | 정렬 중…
Filtering… | 필터링 중…
1 row | 1행
{} rows | {}행
1 column | 1열
{} columns | {}열
{}, of {} | {}, 전체 {}
Reading… {} | 읽는 중… {}
Table options | 표 옵션
Copied {} cells | 셀 {}개를 복사했습니다
Copying… | 복사 중…
The browser does not allow copying | 브라우저가 복사를 허용하지 않습니다
Copied as {} | {} 형식으로 복사했습니다
Saving… | 저장 중…
Saved | 저장했습니다
Cell {} | 셀 {}
No value | 값 없음
The first {} of {} characters; copy the cell for all. | 처음 {}자 (전체 {}자); 전체는 셀을 복사하세요.
Column {} | 열 {}
Filter | 필터
> 5, = x, or a text | > 5, = x, 또는 텍스트
Sort ascending | 오름차순 정렬
Sort descending | 내림차순 정렬
Original order | 원래 순서
Pin to the side | 옆에 고정
Unpin | 고정 해제
Hide | 숨기기
Wider | 넓게
Narrower | 좁게
Fit to contents | 내용에 맞춤
Heat map | 히트맵
Search | 검색
Go to row | 행으로 이동
Save as CSV | CSV로 저장
Summaries | 요약
Clear all filters | 모든 필터 지우기
Copy all as {} | 모두 {} 형식으로 복사
Copy selection as {} | 선택 영역을 {} 형식으로 복사
Show column {} | 열 {} 보기
a file that is damaged below | 뒷부분이 손상된 파일
The tools for this table could not be loaded. | 이 표의 도구를 불러올 수 없습니다.
Unnamed column | 이름 없는 열'''

# Terminals.
TERMINAL = '''\
Copy | 복사
Close | 닫기
Find | 찾기
{} of {} | {} / {}
(click with Ctrl or ⌘) | (Ctrl 또는 ⌘ 키와 함께 클릭)
Theme: as the page | 테마: 페이지와 같게
Theme: dark | 테마: 어둡게
Theme: light | 테마: 밝게
Terminal | 터미널
The browser did not allow reading the clipboard. | 브라우저가 클립보드 읽기를 허용하지 않았습니다.
Paste | 붙여넣기
Select all | 모두 선택
Find… | 찾기…
Save output… | 출력 저장…
Clear | 지우기
Larger text | 글자 크게
Smaller text | 글자 작게
Match case | 대소문자 구분
Whole words | 단어 단위
Regular expression | 정규식
Find in the terminal | 터미널에서 찾기
none | 결과 없음
Previous match | 이전 결과
Next match | 다음 결과
not a regular expression | 올바른 정규식이 아닙니다
the server closed it, as when a session ends or a proxy loses its server | 서버가 연결을 닫았습니다(세션이 끝났거나 프록시가 서버를 잃은 경우)
a message was too large for the server | 메시지가 서버에 너무 큽니다
the server reports {} | 서버의 보고: {}
the connection broke | 연결이 끊어졌습니다
the server cannot be reached, or refuses | 서버에 연결할 수 없거나 서버가 거부합니다
The browser did not allow the copy. | 브라우저가 복사를 허용하지 않았습니다.
Copied to the clipboard. | 클립보드에 복사했습니다.
What was typed last may not have arrived. | 마지막 입력이 전달되지 않았을 수 있습니다.
Restarting… | 다시 시작하는 중…
Connected. | 연결되었습니다.
Connection lost: {}. Next try in {} s; any key tries now. | 연결 끊김: {}. {}초 후 다시 시도합니다. 아무 키나 누르면 바로 시도합니다.
Connection lost. | 연결이 끊어졌습니다.
Connecting… | 연결 중…
Closed. | 닫혔습니다.
Connecting again… | 다시 연결 중…
Too much output at once; connecting again… | 출력이 한꺼번에 너무 많아 다시 연결 중…
This server cannot restart the program; end it in the terminal. | 이 서버는 프로그램을 다시 시작할 수 없습니다. 터미널에서 끝내세요.
Its program has ended with it; Enter starts a new one | 프로그램도 끝났습니다. Enter 키를 누르면 새로 시작합니다
Enter tries again | Enter 키를 누르면 다시 시도합니다
Disconnected: {}. {}. | 연결 끊김: {}. {}.
The session has ended. Enter connects again. | 세션이 끝났습니다. Enter 키를 누르면 다시 연결합니다.
there was no answer | 응답이 없습니다
Nothing answers what was typed. | 입력에 응답이 없습니다.
What is typed has no effect: this terminal may be read-only, or the connection dead. | 입력이 반영되지 않습니다. 읽기 전용이거나 연결이 끊긴 터미널일 수 있습니다.
Ctrl+Shift+E leaves the terminal | Ctrl+Shift+E를 누르면 터미널에서 나갑니다
Reconnect | 다시 연결
Left | 왼쪽
Down | 아래
Up | 위
Right | 오른쪽
Interrupt | 중단
Page up | 페이지 위로
Page down | 페이지 아래로
Keys | 키'''

# Reasons of errors. More general ones come last.
REASONS = '''\
it has no pixels | 픽셀이 없습니다
the values are nested too deeply | 값이 너무 깊이 중첩되었습니다
a Promise was rejected | Promise가 거부되었습니다
its styles are nested more than {} deep | 스타일이 {}단계보다 깊이 중첩되었습니다
its data is not text | 데이터가 텍스트가 아닙니다
its data is neither a data URI nor base64, and addresses are not fetched | 데이터가 data URI도 base64도 아니며, 주소는 불러오지 않습니다
its data is not base64 | 데이터가 base64가 아닙니다
it has commands that are not known: {} | 알 수 없는 명령이 있습니다: {}
its data is not a list of commands | 데이터가 명령 목록이 아닙니다
it is empty | 비어 있습니다
DOMPurify does not support this browser | DOMPurify가 이 브라우저를 지원하지 않습니다
its drawings draw their own parts too often | 그래픽이 자신의 부분을 너무 많이 반복합니다
this browser cannot show more than {} characters in one of its texts | 이 브라우저는 한 텍스트에 {}자를 넘는 그림을 표시할 수 없습니다
it has more than {} features or {} positions | 피처가 {}개 또는 위치가 {}개를 넘습니다
there is no geometry in it | 도형이 없습니다
commit {} has no id | 커밋 {}: id가 없습니다
commit {} is among its own ancestors | 커밋 {}: 자신의 조상에 자신이 있습니다
commit {} comes twice | 커밋 {}: 두 번 나옵니다
commit {} has no list of parents | 커밋 {}: 부모 목록이 없습니다
commit {} has a parent that is no id | 커밋 {}: id가 아닌 부모가 있습니다
it is compressed with {}, which is not supported | 지원하지 않는 {} 방식으로 압축되었습니다
it is not an Arrow stream, or is damaged ({}) | Arrow 스트림이 아니거나 손상되었습니다 ({})
it is not an Arrow stream, or has no columns | Arrow 스트림이 아니거나 열이 없습니다
it claims more than {} rows | {}행이 넘는다고 되어 있습니다
it is damaged, or of a kind that this browser cannot play | 손상되었거나 이 브라우저가 재생할 수 없는 형식입니다
it is cut off | 끝이 잘려 있습니다
it is damaged | 손상되었습니다
its data is not JSON | 데이터가 JSON이 아닙니다
its data has no list of rows | 데이터에 행 목록이 없습니다
it has no columns, or too many | 열이 없거나 너무 많습니다
its data is not a list of commits | 데이터가 커밋 목록이 아닙니다
it has no commits | 커밋이 없습니다
it is empty: its size is {} × {} pixels | 비어 있습니다: 크기가 {} × {}픽셀입니다
it is a PDF file | PDF 파일입니다
it is markup, not pixels | 픽셀이 아니라 마크업입니다
it is damaged, or of a kind that this browser cannot read | 손상되었거나 이 브라우저가 읽을 수 없는 형식입니다
its {} × {} pixels are more than a page can hold | {} × {}픽셀은 페이지에 담을 수 없습니다
the page does not allow scripts of outputs | 페이지가 출력의 스크립트를 허용하지 않습니다
it is not a Parquet file, or cannot be read ({}) | Parquet 파일이 아니거나 읽을 수 없습니다 ({})
it is not a PDF document | PDF 문서가 아닙니다
this browser is too old for that | 이 브라우저는 너무 오래되었습니다
there is no <svg> in it | <svg> 요소가 없습니다
unpacked, it is larger than 20 MB | 압축을 풀면 20 MB가 넘습니다
its elements are nested more than {} deep | 요소가 {}단계보다 깊이 중첩되었습니다
the kernel has sent no state of the widget {} | 커널이 위젯 {}의 상태를 보내지 않았습니다
no view draws the widget model {} | 그릴 수 없는 위젯 모델입니다: {}
the page for scripts did not run; allow it in frame-src, and serve it without a policy that stops scripts | 스크립트용 페이지가 실행되지 않았습니다. frame-src에 허용하고, 스크립트를 막는 정책 없이 제공하세요
it has more than {} elements and attributes | 요소와 속성이 {}개를 넘습니다
an element has more than {} attributes | 한 요소의 속성이 {}개를 넘습니다
it has more than {} elements | 요소가 {}개를 넘습니다
it puts more than {} combining marks on one letter | 한 글자에 결합 문자가 {}개를 넘습니다
there is more after the value | 값 뒤에 다른 것이 더 있습니다
a comma or an end is missing | 쉼표나 끝이 없습니다
a key in quotes and a colon are missing | 따옴표로 묶은 키와 콜론이 없습니다
a value is missing | 값이 없습니다
a string has no end | 문자열에 끝이 없습니다
it is not valid JSON: {} at line {}, column {} | 올바른 JSON이 아닙니다: {} ({}행 {}열)
it holds more than {} values | 값이 {}개를 넘습니다
it refers to itself | 자기 자신을 참조합니다
this release does not have it | 이 릴리스에 없습니다
{} could not be loaded | {}: 불러올 수 없습니다
it is nested too deeply | 너무 깊이 중첩되었습니다
part of the text is shown as its source: {} | 텍스트의 일부를 원본으로 표시합니다: {}
the diagram has more than {} characters | 다이어그램이 {}자를 넘습니다
the diagram is empty | 다이어그램이 비어 있습니다
its data is not a notebook, which has cells | 데이터가 셀이 있는 노트북이 아닙니다
it is not an image | 이미지가 아닙니다
the figure has no list of traces as its data | 차트의 데이터에 트레이스 목록이 없습니다
the layout of the figure is not an object | 차트의 레이아웃이 객체가 아닙니다
the container is not in a document | 컨테이너가 문서에 없습니다
no handler shows this type | 이 형식을 표시할 수 있는 핸들러가 없습니다
not a valid item | 올바른 항목이 아닙니다
it draws its own parts too often | 자신의 부분을 너무 많이 반복합니다
line {}: the prefix {}: is not declared | {}행: 선언되지 않은 접두사 {}:
it is not well-formed XML | 올바른 형식의 XML이 아닙니다
<{}> is not closed | <{}> 태그가 닫히지 않았습니다
it hides how much it draws | 그리는 양을 알 수 없습니다
no element is open | 열린 요소가 없습니다
</{}> closes <{}> | </{}> 태그가 <{}> 태그를 닫습니다
what begins here is cut off, or not well-formed | 여기서 시작하는 부분이 잘렸거나 형식이 올바르지 않습니다
its entities stand for too much | 엔티티를 펼치면 너무 큽니다
its metadata claim more than there is | 메타데이터가 실제보다 많은 양을 나타냅니다
it has more than {} fields | 필드가 {}개를 넘습니다
it has more than {} columns | 열이 {}개를 넘습니다
Vega cannot read it ({}) | Vega가 읽을 수 없습니다 ({})
it is not loaded | 불러오지 않았습니다
its data is not a specification | 데이터가 명세가 아닙니다
it has more than {} views | 뷰가 {}개를 넘습니다
the transform {} would make more than a page can hold | {} 변환의 결과는 페이지에 담을 수 없습니다
HTTP status {} | HTTP 상태 {}
it is no link | 링크가 아닙니다
The address “{}” is relative, and cannot be loaded | 상대 주소라서 불러올 수 없습니다: “{}”
a regular expression repeats what repeats | 정규식에서 반복이 중첩됩니다
{}() may make {} values | {}()가 값을 {}개 만들 수 있습니다
the page's policy forbids it: script-src | 페이지의 정책이 금지합니다: script-src
set BackendAI.assetRoot to the address of the release | BackendAI.assetRoot에 릴리스의 주소를 지정하세요
does its server send Access-Control-Allow-Origin? | 서버가 Access-Control-Allow-Origin을 보내나요?
this browser is too old; use {}, or later | 이 브라우저는 너무 오래되었습니다. {} 이상을 사용하세요
line {}: {} | {}행: {}
its data is {} | 데이터가 {} 형식입니다
{} could not be loaded ({}) | {}: 불러올 수 없습니다 ({})'''

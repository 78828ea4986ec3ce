import type { Text } from '../../model/text.ts'

/** Diagrams of mermaid that become designs. */
export const mermaidMessages = {
  'mermaid.title': { en: 'Import a Mermaid diagram', ko: 'Mermaid 다이어그램 가져오기' },
  'mermaid.titleOf': { en: 'Import {name}', ko: '{name} 가져오기' },
  'mermaid.lead': {
    en: 'Paste the text of a flowchart, graph or architecture-beta, or choose a file. You see what every node becomes before anything opens; your present design stays as it is until then.',
    ko: 'flowchart, graph, architecture-beta 텍스트를 붙여 넣거나 파일을 고르세요. 열기 전에 각 노드가 무엇이 되는지 먼저 확인하며, 그때까지 지금 설계는 그대로입니다.',
  },
  'mermaid.text': { en: 'Text of the diagram', ko: '다이어그램 텍스트' },
  'mermaid.file': { en: 'Choose a file…', ko: '파일 선택…' },
  'mermaid.review': { en: 'Review', ko: '검토하기' },
  'mermaid.back': { en: 'Edit the text', ko: '텍스트 수정' },
  'mermaid.open': { en: 'Open as a design', ko: '설계로 열기' },
  'mermaid.nodes': { en: 'Nodes', ko: '노드' },
  'mermaid.node': { en: 'Label', ko: '라벨' },
  'mermaid.kind': { en: 'Becomes', ko: '종류' },
  'mermaid.kindOf': { en: 'What {label} becomes', ko: '{label}의 종류' },
  'mermaid.state': { en: 'How sure', ko: '확실한지' },
  'mermaid.sure': { en: 'sure', ko: '확실' },
  'mermaid.guess': { en: 'a guess', ko: '추측' },
  'mermaid.unnamed': { en: '(no label)', ko: '(라벨 없음)' },
  'mermaid.summary': {
    en: '{nodes, plural, one {# node} other {# nodes}}, {wires, plural, one {# wire} other {# wires}}; {guesses, plural, =0 {nothing was guessed} one {# is a guess: have a look} other {# are guesses: have a look}}.',
    ko: '노드 {nodes}개, 연결 {wires}개. {guesses, plural, =0 {추측한 노드가 없습니다} other {추측한 노드가 #개 있으니 확인하세요}}.',
  },
  'mermaid.preview': { en: 'What it will look like', ko: '미리 보기' },
  'mermaid.noClient': {
    en: 'There is no client in it, so no traffic will flow until you add one.',
    ko: '클라이언트가 없습니다. 추가하기 전에는 트래픽이 흐르지 않습니다.',
  },
  'mermaid.leftOut': { en: 'Left out, merged or turned', ko: '제외·병합·방향 전환' },
  'mermaid.nothingLeftOut': { en: 'Everything was read as it is drawn.', ko: '그린 그대로 모두 읽었습니다.' },
  'mermaid.place': { en: 'line {line}, column {column}', ko: '{line}행 {column}열' },
  'mermaid.more': {
    en: '{count, plural, one {# more} other {# more}}',
    ko: '그 밖에 {count}건',
  },
  'mermaid.problem.tooLong': {
    en: 'It has {count} characters, more than the {limit} that a diagram may have. Split it.',
    ko: '{count}자로, 다이어그램 한도 {limit}자를 넘습니다. 나누어서 가져오세요.',
  },
  'mermaid.problem.otherDiagram': {
    en: 'This is a {type} diagram. What can be read are flowchart, graph and architecture-beta.',
    ko: '{type} 다이어그램입니다. flowchart, graph, architecture-beta만 읽을 수 있습니다.',
  },
  'mermaid.problem.notMermaid': {
    en: 'This is no Mermaid diagram: its first line must begin with flowchart, graph or architecture-beta.',
    ko: 'Mermaid 다이어그램이 아닙니다. 첫 줄이 flowchart, graph, architecture-beta 중 하나로 시작해야 합니다.',
  },
  'mermaid.problem.empty': {
    en: 'There is nothing in it: a diagram needs at least one node.',
    ko: '내용이 없습니다. 노드가 하나 이상 있어야 합니다.',
  },
  'mermaid.fileTooLarge': {
    en: '{name} is larger than a diagram may be ({limit} characters).',
    ko: '{name} 파일이 다이어그램 한도({limit}자)보다 큽니다.',
  },
  'mermaid.why.header': {
    en: 'It is no direction: use TB, BT, LR or RL.',
    ko: '방향이 아닙니다. TB, BT, LR, RL 중 하나를 쓰세요.',
  },
  'mermaid.why.syntax': { en: 'It was not understood.', ko: '이해하지 못한 문장입니다.' },
  'mermaid.why.unclosed': {
    en: '{bracket} is never closed. What could be read of it was kept.',
    ko: '{bracket}이(가) 닫히지 않았습니다. 읽을 수 있는 부분은 가져왔습니다.',
  },
  'mermaid.why.noTarget': { en: 'The link leads to nothing.', ko: '연결의 대상이 없습니다.' },
  'mermaid.why.endWithoutSubgraph': {
    en: 'There is no subgraph that it could end.',
    ko: '짝이 되는 subgraph가 없는 end입니다.',
  },
  'mermaid.why.subgraphWithoutEnd': {
    en: 'It has no end, and was closed at the end of the text.',
    ko: 'end가 없어 텍스트 끝에서 닫았습니다.',
  },
  'mermaid.why.unknownService': {
    en: '“{id}” is declared nowhere.',
    ko: '“{id}”이(가) 선언되지 않았습니다.',
  },
  'mermaid.why.tooManyWires': {
    en: 'A diagram has at most {limit} wires; {count} of this line were left out.',
    ko: '연결은 최대 {limit}개이며, 이 줄에서 {count}개를 제외했습니다.',
  },
  'mermaid.why.tooManyNodes': {
    en: 'A design has at most {limit} nodes.',
    ko: '설계의 노드는 최대 {limit}개입니다.',
  },
  'mermaid.why.tooDeep': {
    en: 'Frames lie at most {limit} deep. What it holds lies in the one round it.',
    ko: '프레임은 최대 {limit}단계까지 중첩됩니다. 안의 내용은 바깥 프레임으로 옮겼습니다.',
  },
  'mermaid.why.invisible': {
    en: 'An invisible link only moves things about.',
    ko: '보이지 않는 링크는 배치용이라 연결로 만들지 않았습니다.',
  },
  'mermaid.why.duplicate': {
    en: 'The same wire is there already: merged with it.',
    ko: '같은 연결이 이미 있어 하나로 합쳤습니다.',
  },
  'mermaid.why.reply': {
    en: 'A reply is part of its call: merged with it.',
    ko: '응답은 호출에 포함되므로 호출 연결과 합쳤습니다.',
  },
  'mermaid.why.turned': {
    en: 'Turned round, the way requests and messages go: {target} → {source}.',
    ko: '요청과 메시지가 흐르는 방향으로 바꿨습니다: {target} → {source}.',
  },
  'mermaid.why.junction': {
    en: 'A junction joins wires and is no component: its wires were joined.',
    ko: 'junction은 구성 요소가 아니라 이음매라서 연결끼리 이었습니다.',
  },
  'mermaid.why.circle': {
    en: 'It would close a circle of calls, which would never end.',
    ko: '호출이 끝없이 순환하게 되어 제외했습니다.',
  },
} as const satisfies Record<string, Text>

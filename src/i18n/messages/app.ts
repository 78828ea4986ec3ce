import type { Text } from '../../model/text.ts'

export const appMessages = {
  'app.fileWrong': {
    en: '{name} could not be opened: {reason} Your design is unchanged.',
    ko: '{name} 파일을 열지 못했습니다. {reason} 지금 설계는 그대로입니다.',
  },
  'parse.notJson': { en: 'It is not JSON ({problem}).', ko: 'JSON 형식이 아닙니다({problem}).' },
  'parse.notFaultline': {
    en: 'It is not a Faultline design: its "format" must be "faultline".',
    ko: 'Faultline 설계 파일이 아닙니다. "format"이 "faultline"이어야 합니다.',
  },
  'parse.newerVersion': {
    en: 'It was made by a newer version (format {version}; this page knows {known}). Reload the page to update.',
    ko: '더 새로운 버전에서 만든 파일입니다(형식 {version}, 이 페이지는 {known}까지). 페이지를 새로 고쳐 업데이트하세요.',
  },
  'parse.shape': {
    en: '{problem, select, missing {{where} is missing} type {{where} is {received}, and must be {expected}} empty {{where} is empty} tooLong {{where} has more than {limit} characters} tooSmall {{where} is {value}, less than {limit}} tooLarge {{where} is {value}, more than {limit}} number {{where} is {value}, and must be a whole or finite number} other {{where} is outside its limits}}.',
    ko: '{problem, select, missing {{where}이(가) 없습니다} type {{where}은(는) {received}인데 {expected}이어야 합니다} empty {{where}이(가) 비어 있습니다} tooLong {{where}이(가) {limit}자를 넘습니다} tooSmall {{where}의 값 {value}이(가) {limit}보다 작습니다} tooLarge {{where}의 값 {value}이(가) {limit}보다 큽니다} number {{where}의 값 {value}은(는) 정수나 유한한 수가 아닙니다} other {{where}이(가) 허용 한도를 벗어났습니다}}.',
  },
  'parse.limit': {
    en: '{where} holds {count}, more than the limit of {limit}.',
    ko: '{where}에 {count}개가 있어 한도 {limit}개를 넘습니다.',
  },
  'parse.duplicateId': {
    en: '{where}: the id stands twice; give each its own.',
    ko: '{where}: 같은 id가 두 번 나옵니다. 서로 다르게 지정하세요.',
  },
  'parse.danglingWire': {
    en: 'Wire {where} names the node "{missing}", which does not exist.',
    ko: '연결 {where}이(가) 존재하지 않는 노드 "{missing}"을(를) 가리킵니다.',
  },
  'parse.badParent': {
    en: '{where}: the parent "{parent}" is not a frame of this design, or the frames hold each other.',
    ko: '{where}: 상위 "{parent}"이(가) 이 설계의 프레임이 아니거나, 프레임끼리 서로를 담고 있습니다.',
  },
  'parse.badParam': {
    en: '{where}: the field "{field}" {problem}.',
    ko: '{where}: 필드 "{field}" — {problem}.',
  },
  'parse.range': {
    en: 'is {value}, outside {min} to {max} {unit}',
    ko: '{value}은(는) 허용 범위 {min}~{max} {unit}을(를) 벗어납니다',
  },
  'parse.integer': { en: 'is {value}, and must be a whole number', ko: '{value}은(는) 정수가 아닙니다' },
  'parse.choice': {
    en: 'is {value}, and must be one of {allowed}',
    ko: '{value} 대신 {allowed} 중 하나여야 합니다',
  },
  'parse.unknownField': {
    en: 'is not known; known fields: {known}',
    ko: '알 수 없는 필드입니다. 가능한 필드: {known}',
  },
  'parse.type': { en: 'has a wrong value: {value}', ko: '값이 잘못되었습니다: {value}' },
} as const satisfies Record<string, Text>

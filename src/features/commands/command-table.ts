import type { MessageId } from '../../i18n/i18n.ts'
import type { CommandGroup } from '../../page/feature.ts'
import type { IconName } from '../../ui/icon.tsx'

interface CommandRow {
  readonly id: string
  readonly group: CommandGroup
  readonly title: MessageId
  readonly icon: IconName
  readonly keys: readonly string[]
  /** What people type for it, English and Korean, with commas between. */
  readonly words: string
  /** What must be typed where it breaks something; an empty text for what does not. */
  readonly fault: string
}

const row = <Id extends string>(
  id: Id,
  title: MessageId,
  icon: IconName,
  words: string,
  keys: readonly string[] = [],
  fault = '',
) => ({ id, group: id.slice(0, id.indexOf('.')) as CommandGroup, title, icon, words, keys, fault })

/**
 * Every command that always has the same words, in the order in which equals are shown. A row is offered while the application
 * says what it does. What a feature offers stands in its manifest.
 */
export const COMMAND_TABLE = [
  row('run.play', 'run.play', 'play', 'play, start, resume, pause, run, 재생, 시작, 실행', ['Space', 'P']),
  row('run.pause', 'run.pause', 'pause', 'pause, stop, halt, play, 일시정지, 정지, 멈춤, 중지, 재생', [
    'Space',
    'P',
  ]),
  row(
    'run.restart',
    'run.restart',
    'restart',
    'reset, restart, start over, rerun, 초기화, 다시 시작, 리셋, 처음부터',
  ),
  row('run.live', 'shortcut.live', 'next', 'live, now, present, 실시간, 지금', ['L']),
  row('run.stepBack', 'shortcut.stepBack', 'previous', 'step back, earlier, rewind, 뒤로, 이전', [',']),
  row('run.stepForward', 'shortcut.stepForward', 'next', 'step forward, later, 앞으로, 다음', ['.']),
  row(
    'run.goBack',
    'goBack.do',
    'undo',
    'go on from here, resume, rewind, time travel, branch, 여기서 이어 가기, 되감기, 시간 여행',
  ),
  row('run.keepScenario', 'track.keep.command', 'copy', 'keep, scenario, record, 시나리오, 기록'),
  row(
    'run.primaryAtPeak',
    'preset.primaryAtPeak',
    'spike',
    'primary, database, peak, story, scenario, 주 DB, 정점, 상황',
  ),
  row(
    'run.loseZone',
    'preset.loseZone',
    'spike',
    'zone, availability zone, outage, story, scenario, 존, 장애, 상황',
  ),
  row('run.cdnOutage', 'preset.cdnOutage', 'spike', 'cdn, edge, outage, story, scenario, 장애, 상황'),
  row('run.cacheFlush', 'preset.cacheFlush', 'spike', 'cache, cold, story, scenario, 캐시, 상황'),
  row(
    'run.retryStorm',
    'preset.retryStorm',
    'spike',
    'retry, storm, metastable, story, scenario, 재시도, 폭풍, 상황',
  ),
  row('run.hotKey', 'preset.hotKey', 'spike', 'hot key, popular, shard, story, scenario, 핫 키, 상황'),
  row(
    'run.regionFailover',
    'preset.regionFailover',
    'spike',
    'region, dns, failover, story, scenario, 리전, 장애 조치, 상황',
  ),
  row(
    'run.rollingDeploy',
    'preset.rollingDeploy',
    'spike',
    'deploy, rolling, story, scenario, 배포, 롤링, 상황',
  ),
  row(
    'run.approximate',
    'approximate.turnOn',
    'approximate',
    'approximate, fast, million, hybrid, 근사, 빠르게',
  ),
  row('run.exact', 'approximate.turnOff', 'approximate', 'exact, precise, approximate, 정밀, 정확, 근사'),

  row('edit.undo', 'history.undo', 'undo', 'undo, revert, back, 실행 취소, 되돌리기', ['Ctrl Z']),
  row('edit.redo', 'history.redo', 'redo', 'redo, again, 다시 실행', ['Ctrl Shift Z', 'Ctrl Y']),
  row('edit.copy', 'menu.copy', 'copy', 'copy, 복사', ['Ctrl C']),
  row('edit.cut', 'menu.cut', 'copy', 'cut, 잘라내기', ['Ctrl X']),
  row('edit.paste', 'menu.paste', 'paste', 'paste, insert, 붙여넣기', ['Ctrl V']),
  row('edit.duplicate', 'menu.duplicate', 'plus', 'duplicate, clone, copy, 사본, 사본 만들기, 복제', [
    'Ctrl D',
  ]),
  row('edit.delete', 'menu.delete', 'trash', 'delete, remove, erase, 삭제, 지우기, 제거', ['Del', 'Delete']),
  row('edit.add', 'menu.add', 'plus', 'add, insert, component, search, find, 추가, 구성 요소, 찾기', ['/']),
  row('edit.connect', 'menu.connect', 'wire', 'connect, wire, link to, arrow, edge, 연결, 선, 화살표', ['C']),
  row('edit.reverse', 'menu.reverse', 'undo', 'reverse, turn round, direction, 방향 바꾸기, 뒤집기'),
  row('edit.rename', 'command.rename', 'note', 'rename, title, name, label, 이름, 이름 바꾸기, 제목'),
  row(
    'edit.layout',
    'menu.layout',
    'layout',
    'align, arrange, auto layout, tidy, distribute, 정렬, 자동 배치, 배치, 정돈',
  ),
  row('edit.selectAll', 'menu.selectAll', 'fit', 'select all, everything, 모두 선택, 전체 선택', ['Ctrl A']),
  row('edit.clear', 'inspector.close', 'close', 'deselect, clear selection, escape, 선택 해제', ['Esc']),
  row('edit.next', 'shortcut.next', 'next', 'next node, tab, 다음 노드', ['Tab']),
  row('edit.menu', 'shortcut.contextMenu', 'menu', 'context menu, right click, 컨텍스트 메뉴, 우클릭', [
    'Shift F10',
  ]),
  row('edit.left', 'command.moveLeft', 'previous', 'move, nudge, left, 이동, 왼쪽', ['←']),
  row('edit.up', 'command.moveUp', 'next', 'move, nudge, up, 이동, 위', ['↑']),
  row('edit.right', 'command.moveRight', 'next', 'move, nudge, right, 이동, 오른쪽', ['→']),
  row('edit.down', 'command.moveDown', 'down', 'move, nudge, down, 이동, 아래', ['↓']),

  row('file.new', 'menu.new', 'plus', 'new, empty, blank, clear all, 새로, 새로 만들기, 새 설계, 빈 설계'),
  row(
    'file.open',
    'menu.openFile',
    'upload',
    'open, import, load, file, json, 열기, 불러오기, 가져오기, 파일',
  ),
  row(
    'file.save',
    'menu.saveFile',
    'download',
    'save, export, download, file, json, 저장, 내보내기, 다운로드, 파일',
    ['Ctrl S'],
  ),
  row('file.example', 'menu.example', 'layout', 'example, demo, sample, 예제, 예시, 데모'),

  row('view.fit', 'menu.fit', 'fit', 'fit, zoom, whole, all, 맞춤, 전체 보기, 확대, 화면 맞춤', ['0']),
  row('view.zoomIn', 'command.zoomIn', 'plus', 'zoom in, larger, bigger, 확대, 크게', ['+']),
  row('view.zoomOut', 'command.zoomOut', 'minus', 'zoom out, smaller, 축소, 작게', ['-']),
  row(
    'view.zoomSelection',
    'command.zoomSelection',
    'search',
    'zoom to selection, focus, 선택 확대, 선택 보기',
  ),
  row(
    'view.losses',
    'command.losses',
    'spof',
    'spof, single point of failure, what if it dies, weak point, blast radius, 단일 장애점, 장애점, 취약점, 영향 범위',
  ),
  row('view.goals', 'layout.design', 'layout', 'goals, scenario, slo, notes, 목표, 시나리오, 메모'),
  row('view.dark', 'theme.to.dark', 'moon', 'dark, theme, night, 다크, 어둡게, 테마, 다크 모드'),
  row('view.light', 'theme.to.light', 'sun', 'light, theme, day, bright, 라이트, 밝게, 테마'),
  row('view.korean', 'command.korean', 'cdn', 'korean, language, 한국어, 언어, 한글, hangul'),
  row('view.english', 'command.english', 'cdn', 'english, language, 영어, 언어, en'),

  row(
    'break.server',
    'faults.killServer',
    'kill',
    'kill, server, 죽이기, 강제 종료, 서버',
    ['X'],
    'kill, 죽이기, 강제 종료, 종료',
  ),
  row(
    'break.restore',
    'faults.restoreAll',
    'restore',
    'restore, heal, repair, 복구, 모두 복구',
    [],
    'restore, 복구',
  ),
  row(
    'break.selected',
    'shortcut.kill',
    'kill',
    'kill, restore, selected, 강제 종료, 복구',
    ['K'],
    'kill, restore, 죽이기, 강제 종료, 종료, 복구',
  ),
] as const satisfies readonly CommandRow[]

export type CommandId = (typeof COMMAND_TABLE)[number]['id']

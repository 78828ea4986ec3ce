import { createStore } from 'zustand/vanilla'

/** What the page has to say for as long as it is true, each with one thing that the person can do about it. */
export const NOTICE_IDS = [
  /** A new version waits for the person's word; or it was asked for, and the design could not be saved before. */
  'update',
  'updateUnsaved',
  /** The worker could not be started or died again and again. */
  'runStopped',
  /** The engine could not carry out what it was asked to do. */
  'engineError',
  /** Files of the page that could not be fetched: a panel or a dialog, the painter, the compiler, auto layout. */
  'part',
  'painter',
  'compiler',
  'layout',
] as const
export type NoticeId = (typeof NOTICE_IDS)[number]

interface PageNotices {
  /** What to do about each; several parts that are missing are tried again together. */
  readonly notices: ReadonlyMap<NoticeId, readonly (() => void)[]>
}

export const noticeStore = createStore<PageNotices>()(() => ({ notices: new Map() }))

/** Says something, and what to do when the person asks for it. */
export function giveNotice(id: NoticeId, act: () => void): void {
  const { notices } = noticeStore.getState()
  noticeStore.setState({ notices: new Map(notices).set(id, [...(notices.get(id) ?? []), act]) })
}

/** No longer true, or read. */
export function dropNotice(id: NoticeId): void {
  const notices = new Map(noticeStore.getState().notices)
  if (notices.delete(id)) noticeStore.setState({ notices })
}

/** Does what a notice offers; what is still wrong then says so again. */
export function actOnNotice(id: NoticeId): void {
  const acts = noticeStore.getState().notices.get(id) ?? []
  dropNotice(id)
  for (const act of acts) act()
}

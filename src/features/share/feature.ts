import type { Feature, LoadPart } from '../../page/feature.ts'
import { pageStore } from '../../page/page-store.ts'

/** The design, or a moment of its run, as a link. */
export const share = (load: LoadPart): Feature => ({
  dialog: { id: 'share', load },
  commands: [
    {
      id: 'file.share',
      title: 'command.share',
      icon: 'share',
      words: 'share, link, url, send, qr, embed, iframe, 공유, 링크, 주소, 보내기, 삽입',
      key: {
        shown: 'Ctrl Shift S',
        chord: { key: 's', code: 'KeyS', mod: true, shift: true },
        group: 'find',
      },
      menu: 'handOn',
    },
    {
      id: 'file.shareMoment',
      title: 'share.moment',
      icon: 'share',
      words: 'share this moment, moment, replay, 순간, 이 순간 공유, 시점',
      run: () => pageStore.setState({ dialog: 'share', shareMoment: true }),
    },
  ],
})

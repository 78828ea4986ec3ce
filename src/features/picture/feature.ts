import type { Feature, LoadPart } from '../../page/feature.ts'

/** Pictures and films of what the canvas shows. */
export const picture = (load: LoadPart): Feature => ({
  dialog: { id: 'picture', load },
  commands: [
    {
      id: 'file.picture',
      title: 'picture.open',
      icon: 'picture',
      words: 'picture, png, svg, image, screenshot, export picture, 그림, 이미지, 사진, 스크린샷',
      menu: 'handOn',
    },
    {
      id: 'file.film',
      title: 'command.film',
      icon: 'play',
      words: 'film, video, webm, gif, moving picture, record, 동영상, 영상, 녹화',
    },
  ],
})

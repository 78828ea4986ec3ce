/** Line icons on a 16 px grid, drawn for this product: 1.4 px strokes, round caps. Data alone, for whoever draws without a page. */
const PATHS = {
  client: 'M8 8.2a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2ZM3 13.5c.5-2.5 2.4-3.7 5-3.7s4.5 1.2 5 3.7',
  dns: 'M8 2v12M8 3.5h4.5L14 5l-1.5 1.5H8M8 8H3.5L2 9.5 3.5 11H8',
  cdn: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM2.5 8h11M8 2.5c-3.4 3.4-3.4 7.6 0 11M8 2.5c3.4 3.4 3.4 7.6 0 11',
  'load-balancer': 'M2 8h4M6 8l5-4.5h3M6 8h8M6 8l5 4.5h3',
  web: 'M2.5 3h11v4h-11zM2.5 9h11v4h-11zM5 5h.01M5 11h.01',
  cache: 'M9 2 4 9h4l-1 5 5-7H8l1-5Z',
  database:
    'M3 4c0-1.1 2.2-2 5-2s5 .9 5 2-2.2 2-5 2-5-.9-5-2ZM3 4v8c0 1.1 2.2 2 5 2s5-.9 5-2V4M3 8c0 1.1 2.2 2 5 2s5-.9 5-2',
  replica:
    'M2 6.5C2 5.7 3.8 5 6 5s4 .7 4 1.5S8.2 8 6 8 2 7.3 2 6.5ZM2 6.5v6C2 13.3 3.8 14 6 14s4-.7 4-1.5v-6M6 2.5c.7-.3 1.8-.5 3-.5 2.8 0 5 .8 5 1.7V10c0 .5-.6.9-1.5 1.2',
  shard: 'M3 2.5h4v11H3zM9 2.5h4v5H9zM9 9.5h4v4H9z',
  queue: 'M2 5h3v6H2zM6.5 5h3v6h-3zM11 5h3v6h-3z',
  worker:
    'M8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM8 2v2M8 12v2M2 8h2M12 8h2M3.8 3.8l1.4 1.4M10.8 10.8l1.4 1.4M3.8 12.2l1.4-1.4M10.8 5.2l1.4-1.4',
  storage: 'M3 4h10l-1.2 9.5H4.2L3 4ZM2.5 4c0-1 2.5-1.7 5.5-1.7s5.5.700 5.5 1.7',
  'key-value': 'M5.5 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM8.5 8H14M12 8v2.5',
  monitor: 'M2 8.5h2.5L6.5 4l3 8 1.5-3.5h3',
  tier: 'M2.5 3.5h11v9h-11zM5 6h6M5 10h6',
  zone: 'M3 2.5h2M7 2.5h2M11 2.5h2.5V5M13.5 7v2M13.5 11v2.5H11M9 13.5H7M5 13.5H2.5V11M2.5 9V7M2.5 5V2.5',
  region:
    'M8 14s4.5-4.3 4.5-7.5a4.5 4.5 0 1 0-9 0C3.5 9.7 8 14 8 14ZM8 8a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3Z',
  gallery: 'M2.5 2.5H7V7H2.5zM9 2.5h4.5V7H9zM2.5 9H7v4.5H2.5zM9 9h4.5v4.5H9z',
  spof: 'M8 13.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11ZM8 10.6a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2Z',
  unknown: 'M6 6a2 2 0 1 1 2.7 1.9c-.5.2-.7.5-.7 1.1M8 11.5v.01M2.5 2.5h11v11h-11z',
  eye: 'M1.8 8S4 3.8 8 3.8 14.2 8 14.2 8 12 12.2 8 12.2 1.8 8 1.8 8ZM8 9.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6Z',
  share:
    'M11.5 5.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM4.5 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM11.5 14.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM6.3 7 9.7 4.6M6.3 9l3.4 2.4',
  library: 'M2.5 3h3v10.5h-3zM5.5 3h3v10.5h-3zM8.9 4l2.9-.8 2.6 10-2.9.8z',
  note: 'M3 2.5h10v7L9.5 13.5H3zM13 9.5H9.5v4',
  close: 'M4 4l8 8M12 4l-8 8',
  kill: 'M4 4l8 8M12 4l-8 8',
  restore: 'M3 8a5 5 0 1 0 1.7-3.7M3 2.5v2.8h2.8',
  freeze: 'M8 2v12M2.8 5l10.4 6M13.2 5 2.8 11M6.3 3.2 8 4.8l1.7-1.6M6.3 12.8 8 11.2l1.7 1.6',
  drain: 'M3 3h10M8 5.5V13M5 10l3 3 3-3',
  slow: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 4.8V8l2.3 1.7',
  scissors:
    'M5.6 10.2 11.5 2.5M10.4 10.2 4.5 2.5M4.5 13.4a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6ZM11.5 13.4a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6Z',
  drop: 'M8 2.2C6 5 4 7.2 4 9.7a4 4 0 0 0 8 0C12 7.2 10 5 8 2.2Z',
  spike: 'M2 12.5h3L8 3l3 9.5h3',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM10.5 10.5l3 3',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  play: 'M5 3.2v9.6L12.5 8 5 3.2Z',
  restart: 'M3 3v10M13 3.5v9L6 8l7-4.5Z',
  undo: 'M6 3 3 6l3 3M3 6h6.5a3.5 3.5 0 0 1 0 7H7',
  redo: 'M10 3l3 3-3 3M13 6H6.5a3.5 3.5 0 0 0 0 7H9',
  check: 'M3.5 8.5l3 3 6-7',
  moon: 'M13 9.5A5.5 5.5 0 0 1 6.5 3 5.5 5.5 0 1 0 13 9.5Z',
  sun: 'M8 10.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM8 2v1M8 13v1M2 8h1M13 8h1M3.8 3.8l.7.7M11.5 11.5l.7.7M3.8 12.2l.7-.7M11.5 4.5l.7-.7',
  warning: 'M8 2.5 14 13H2L8 2.5ZM8 6.5v3M8 11.3v.01',
  bell: 'M4 11.5V7.5a4 4 0 0 1 8 0v4l1 1H3l1-1ZM7 14h2',
  previous: 'M10 4 6 8l4 4',
  next: 'M6 4l4 4-4 4',
  down: 'M4 6l4 4 4-4',
  more: 'M4 8h.01M8 8h.01M12 8h.01',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  fit: 'M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  paste: 'M5.5 3.5h-2v10h9v-10h-2M5.5 2.5h5v2h-5z',
  trash: 'M3 4.5h10M6 4.5v-2h4v2M4.5 4.5l.5 9h6l.5-9',
  wire: 'M4 12.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM12 6.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM5.3 10.2C8 9 7 6 10.5 5.2',
  layout: 'M2.5 2.5h4v3h-4zM9.5 2.5h4v3h-4zM9.5 10.5h4v3h-4zM6.5 4h3M8 4v8h1.5',
  download: 'M8 2.5V10M5 7.5l3 2.5 3-2.5M3 12.5v1h10v-1',
  upload: 'M8 10V2.5M5 5l3-2.5L11 5M3 12.5v1h10v-1',
  picture: 'M2.5 3h11v10h-11zM2.5 11l3.2-3.2 2.6 2.6 2-2 3.2 3.2M10.5 6h.01',
  keyboard: 'M2 4.5h12v7H2zM4.5 7h.01M7 7h.01M9.5 7h.01M11.7 7h.01M5 9.5h6',
  outline: 'M3 4h.01M3 8h.01M3 12h.01M6 4h7.5M6 8h7.5M6 12h7.5',
  requests: 'M2.5 3.5h6M5.5 8h5M8.5 12.5h5M5.5 3.5V8M8.5 8v4.5',
  approximate:
    'M2.5 6.5c1.8-2.6 3.7-2.6 5.5-.6s3.700 2 5.500-.6M2.500 11c1.800-2.600 3.700-2.600 5.500-.6s3.700 2 5.500-.6',
  measure: 'M8 14a5 5 0 1 0 0-10 5 5 0 0 0 0 10ZM8 6.5V9M6.5 1.8h3M11.8 5.2l.9-.9',
  info: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 7.5v3.5M8 5.2v.01',
} as const

export type IconName = keyof typeof PATHS

export const isIconName = (name: string): name is IconName => name in PATHS

/** The path of an icon, for whoever draws it by other means than `Icon`. */
export const iconPathData = (name: IconName): string => PATHS[name]

import type { Plugin } from 'vite'

/**
 * What the page may do, in one place: the meta element of the built page, the headers of `npm start` and the `_headers`
 * file for static hosts all say the same. Each directive: https://www.w3.org/TR/CSP3/.
 */
const POLICY = {
  'default-src': "'none'",
  'script-src': "'self'",
  'worker-src': "'self'",
  // Styles set by code go through the CSSOM, which this does not touch; `ui/adopted-styles.ts` is for those that did not.
  'style-src': "'self'",
  // Pictures of a design are made in the page and shown from memory.
  'img-src': "'self' data: blob:",
  'media-src': 'blob:',
  'font-src': "'self'",
  'connect-src': "'self'",
  'manifest-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'object-src': "'none'",
  'require-trusted-types-for': "'script'",
  // The one policy lets workers be started from the page's own folder (`app/trusted-addresses.ts`) and makes no HTML.
  'trusted-types': 'default',
} as const

/**
 * What a page of Faultline uses; everything else that a page could ask for is closed. Sharing is open to a page by itself, and browsers
 * on systems that have none complain of its name.
 */
const USED_FEATURES = ['clipboard-read', 'clipboard-write', 'fullscreen'] as const
const CLOSED_FEATURES = [
  'accelerometer',
  'autoplay',
  'camera',
  'display-capture',
  'encrypted-media',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'usb',
  'xr-spatial-tracking',
] as const

/** The form in which the page carries its policy; who may frame it can only be said by a header. */
export const metaPolicy = (): string => policyText(POLICY)

/** Whether an address asks for the page that others put into theirs. It may be anything that a request can hold. */
function isEmbed(address: string): boolean {
  const query = address.indexOf('?')
  return query >= 0 && new URLSearchParams(address.slice(query)).has('embed')
}

/** Headers of the answer to a request; the address is the path with its query. */
export function securityHeaders(address: string): Readonly<Record<string, string>> {
  const embed = isEmbed(address)
  return {
    ...COMMON,
    'content-security-policy': policyText({ ...POLICY, 'frame-ancestors': embed ? '*' : "'none'" }),
    // A page inside another one shares its group of windows in any case.
    ...(embed ? {} : { 'cross-origin-opener-policy': 'same-origin' }),
  }
}

/**
 * The file that Netlify, Cloudflare Pages and others read. Its rules know no query, so it cannot tell an embed from the page
 * and says nothing about frames: a host that must forbid them does without embeds.
 */
export function headersFile(): string {
  const lines = Object.entries({ ...COMMON, 'content-security-policy': metaPolicy() })
  const cached = HASHED.flatMap((path) => [path, `  cache-control: ${FOR_EVER}`])
  return `${['/*', ...lines.map(([name, value]) => `  ${name}: ${value}`), ...cached].join('\n')}\n`
}

/** Puts the policy into the built page and writes `_headers` beside it. The dev server's page needs inline code. */
export function securityPolicy(): Plugin {
  return {
    name: 'faultline-security-policy',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: () => [
        {
          tag: 'meta',
          attrs: { 'http-equiv': 'Content-Security-Policy', content: metaPolicy() },
          injectTo: 'head-prepend',
        },
        { tag: 'meta', attrs: { name: 'referrer', content: 'no-referrer' }, injectTo: 'head-prepend' },
      ],
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: HEADERS_FILE, source: headersFile() })
    },
  }
}

/** The name under which hosts look for it. */
export const HEADERS_FILE = '_headers'

/** Names under these hold a hash of what is in them. */
const HASHED = ['/assets/*', '/worker/*'] as const
const FOR_EVER = 'public, max-age=31536000, immutable'

const COMMON = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'permissions-policy': [
    ...USED_FEATURES.map((feature) => `${feature}=(self)`),
    ...CLOSED_FEATURES.map((feature) => `${feature}=()`),
  ].join(', '),
  // Everything here is public, and an embed in a sandbox has no origin of its own to fetch its scripts from.
  'access-control-allow-origin': '*',
} as const

function policyText(policy: Readonly<Record<string, string>>): string {
  return Object.entries(policy)
    .map(([directive, value]) => `${directive} ${value}`)
    .join('; ')
}

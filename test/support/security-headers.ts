/**
 * Headers that `npm start` sends with a file, by its path below the served folder: what it says of itself beyond type and
 * length. Nothing is guessed, nothing is told to other sites, and no sensor is needed.
 */
export const headersFor = (_path: string): Readonly<Record<string, string>> => ({
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
})

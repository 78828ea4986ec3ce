import { expect, it } from 'vitest'
import { isOwn } from '../../src/app/trusted-addresses.ts'

const PAGE = 'https://host.example/faultline/index.html?embed#1.data'

it('an address inside the folder of the page is its own', () => {
  for (const address of [
    './sw.js',
    'worker/sim.js',
    'https://host.example/faultline/assets/../worker/sim.js',
  ])
    expect(isOwn(address, PAGE), address).toBe(true)
})

it('what lies outside, or is the text itself, is not', () => {
  for (const address of [
    '../other/sw.js',
    '/sw.js',
    'https://elsewhere.example/faultline/sim.js',
    'https://host.example.elsewhere/faultline/sim.js',
    'http://host.example/faultline/sim.js',
    'data:text/javascript,1',
    'javascript:1',
    'blob:https://host.example/faultline/1',
    'https://[',
  ])
    expect(isOwn(address, PAGE), address).toBe(false)
})

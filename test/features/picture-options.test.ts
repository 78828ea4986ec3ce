import { expect, it } from 'vitest'
import {
  fitsCanvas,
  type PictureOptions,
  type PictureSource,
  pictureOf,
  sizeOf,
} from '../../src/features/picture/picture-options.ts'
import { boundsOf } from '../../src/scene/drawing.ts'
import type { Level } from '../../src/scene/levels.ts'
import { NO_OVERRIDES, SceneBuilder } from '../../src/scene/scene.ts'
import { THEMES } from '../../src/scene/theme.ts'
import { draw } from '../support/simulate.ts'

const scene = new SceneBuilder().build(draw({ web: ['web'] }, []), 'en', NO_OVERRIDES)
const SEEN = { level: 'mid', zoom: 0.5, box: { x: 0, y: 0, width: 800, height: 600 } } as const

function sourceThat(hears: (level: Level) => void): PictureSource {
  return {
    scene,
    seen: SEEN,
    losses: new Map(),
    problems: new Set(),
    read: (level) => {
      hears(level)
      return null
    },
    advance: () => {},
    playback: () => {
      throw new Error('a still picture plays nothing back')
    },
  }
}

const OPTIONS: PictureOptions = { format: 'png', area: 'all', theme: 'light', scale: '2', numbers: true }

it('all of a design is shown in full detail, whatever the canvas shows', () => {
  const asked: Level[] = []
  const picture = pictureOf(
    sourceThat((level) => asked.push(level)),
    OPTIONS,
    'en',
  )
  expect(picture).toMatchObject({ level: 'near', zoom: 1, box: boundsOf(scene), theme: THEMES.light })
  expect(asked).toEqual(['near'])
})

it('what is seen is as large on paper as on the screen, times its size', () => {
  const asked: Level[] = []
  const picture = pictureOf(
    sourceThat((level) => asked.push(level)),
    { ...OPTIONS, area: 'seen' },
    'en',
  )
  expect(picture).toMatchObject(SEEN)
  expect(sizeOf(picture, 3)).toEqual({ width: 1200, height: 900 })
  expect(asked).toEqual(['mid'])
})

it('without numbers the run is not asked', () => {
  const asked: Level[] = []
  pictureOf(
    sourceThat((level) => asked.push(level)),
    { ...OPTIONS, numbers: false },
    'en',
  )
  expect(asked).toEqual([])
})

it('a picture with too long a side or too many pixels does not fit a canvas', () => {
  expect(fitsCanvas({ width: 8192, height: 8192 })).toBe(true)
  expect(fitsCanvas({ width: 8192, height: 8193 })).toBe(false)
  expect(fitsCanvas({ width: 16_385, height: 10 })).toBe(false)
})

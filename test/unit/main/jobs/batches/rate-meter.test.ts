import { describe, expect, it } from 'vitest'
import { RateMeter, secondsLeft } from '../../../../../src/main/jobs/batches/rate-meter.ts'

describe('a rate', () => {
  it('is unknown before a third of a second was seen', () => {
    const meter = new RateMeter()
    meter.sample(0, 0)
    meter.sample(200, 500)
    expect(meter.rate).toBe(null)
  })

  it('is that of the last three seconds, not of the whole time', () => {
    const meter = new RateMeter()
    for (let at = 0; at <= 10_000; at += 100) meter.sample(at, at <= 5000 ? at : 5000 + (at - 5000) * 10)
    expect(meter.rate).toBeCloseTo(10_000, 0)
  })

  it('is never below zero, and starts anew with another pass', () => {
    const meter = new RateMeter()
    meter.sample(0, 1000)
    meter.sample(1000, 0)
    expect(meter.rate).toBe(0)
    meter.restart()
    expect(meter.rate).toBe(null)
  })

  it('tells the time left, or that nobody knows', () => {
    expect([secondsLeft(100, 50), secondsLeft(100, 0), secondsLeft(100, null)]).toEqual([2, null, null])
  })
})

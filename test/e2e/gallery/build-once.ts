import type { FullConfig } from '@playwright/test'
import { buildAndStamp, isStale, type Built } from '../../../scripts/programs/built.ts'
import { buildGallery } from './gallery-page.ts'

const gallery: Built = {
  inputs: ['src', 'test/e2e/gallery', 'electron.vite.config.ts', 'package-lock.json'],
  stampFile: 'out/gallery/build-stamp',
}

/** Builds the gallery where it is stale, before the workers that show it start: each would build it otherwise. */
export default async function buildOnce({ filteredProjects }: FullConfig): Promise<void> {
  const isWanted = filteredProjects.some(({ name }) => name === 'gallery')
  if (isWanted && isStale(gallery)) await buildAndStamp(gallery, buildGallery)
}

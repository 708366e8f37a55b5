import type { Suite } from './suite-table.ts'

/** Everything that is about the keys of this computer. The specs and the scan of the build need the build before them. */
export const keystoreSuites: readonly Suite[] = [
  { name: 'build', kind: 'check', commands: [['scripts/build.ts']], timeLimit: 240 },
  {
    name: 'unit',
    kind: 'vitest',
    timeLimit: 420,
    files: [
      'test/unit/keystore/',
      'test/unit/main/activity/',
      'test/unit/main/doors/',
      'test/unit/main/jobs/sign-in/locking',
      'test/unit/main/key-admin/local/',
      'test/unit/main/keyrings/',
      'test/unit/main/keys/keystore/',
      'test/unit/main/lock/',
      'test/unit/main/people/',
      'test/unit/main/recovery/',
      'test/unit/main/shell/keystore-spawner',
      'test/unit/main/shell/session-signals',
      'test/unit/main/vault-admin/',
      'test/unit/renderer/activity/',
      'test/unit/renderer/first-run/',
      'test/unit/renderer/lock/',
      'test/unit/renderer/recovery/',
      'test/unit/renderer/vault/',
      'test/unit/renderer/words/vault-words',
      'test/unit/shared/kms/',
    ],
  },
  { name: 'vectors', kind: 'vitest', timeLimit: 300, files: ['wycheproof-keystore'] },
  { name: 'security', kind: 'vitest', timeLimit: 200, files: ['contract', 'ipc', 'memory', 'source-scan'] },
  {
    name: 'integration',
    kind: 'vitest',
    timeLimit: 1400,
    files: ['test/integration/keystore/', 'test/integration/lock/', 'test/integration/kms/contract'],
  },
  {
    name: 'e2e',
    kind: 'playwright',
    timeLimit: 1300,
    files: ['test/e2e/keystore-', 'test/e2e/first-run', 'test/e2e/older-copy', 'test/e2e/no-traces'],
  },
  {
    name: 'gallery',
    kind: 'playwright',
    timeLimit: 300,
    files: ['test/e2e/gallery/vault', 'test/e2e/gallery/people'],
  },
  {
    name: 'gallery',
    kind: 'playwright',
    timeLimit: 800,
    files: ['test/e2e/gallery/gallery.spec'],
    // The screens about keys of this computer: log, settings, lock, first run, people, troubles, kit.
    grep: '(11|12-lock|12-recovery|12-computer|13|14|15|16|20-vault|21)-',
  },
]

import { Button } from '@mantine/core'
import { problemOf } from '../data/call.ts'
import { useCoverage } from '../data/queries.ts'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { rotationText as words } from '../words/rotation-text.ts'
import { CoverageBar, type Share } from './coverage-bar.tsx'
import { shownFiles } from './covered-files-state.ts'

/** Which material all known files depend on. */
export function CoverageCard() {
  const coverage = useCoverage()
  if (coverage.error !== null) {
    return <ProblemPanel tone="amber" problem={problemOf(coverage.error)} what={words.coverageProblem} />
  }
  const { files, current, older, otherKey, estimated } = coverage.data ?? nothing
  const untold = Math.max(0, files - current - older - otherKey)
  const shares: readonly Share[] = [
    { label: words.currentMaterial, files: current, colour: 'seg-now' },
    { label: words.olderMaterial, files: older, colour: 'seg-old' },
    { label: words.anotherKey, files: otherKey, colour: 'seg-other' },
    ...(untold === 0 ? [] : [{ label: words.notTold, files: untold, colour: 'seg-untold' } as const]),
  ]
  return (
    <aside className="card cov" aria-label={words.coverage}>
      <div>
        <h2>{words.coverage}</h2>
        <p className="mid soft">{words.coverageSub}</p>
      </div>
      {files === 0 ? (
        <p className="mid soft">{words.noFiles}</p>
      ) : (
        <>
          <CoverageBar shares={shares} label={words.coverageBar(current, older, otherKey)} />
          <p className="mid soft">{words.coverageNote}</p>
          {estimated > 0 && <p className="mid dim">{words.estimated(estimated)}</p>}
        </>
      )}
      {older > 0 && (
        <Button onClick={() => shownFiles.set({ title: words.filesOlder, selection: allOlder })}>
          {words.showOlder(older)}
        </Button>
      )}
      {otherKey > 0 && (
        <Button
          variant="subtle"
          onClick={() => shownFiles.set({ title: words.filesOther, selection: allOther })}
        >
          {words.showOther(otherKey)}
        </Button>
      )}
    </aside>
  )
}

const nothing = { files: 0, current: 0, older: 0, otherKey: 0, estimated: 0 }
const allOlder = { keyId: null, which: 'older', keyMaterialId: null } as const
const allOther = { keyId: null, which: 'otherKey', keyMaterialId: null } as const

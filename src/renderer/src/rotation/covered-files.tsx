import { Button, Loader } from '@mantine/core'
import { IconArrowsShuffle, IconFiles, IconShieldCheck } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { CoveredFile, CoverageSelection } from '../../../shared/model/coverage.ts'
import { goTo } from '../app/place.ts'
import { call, problemOf } from '../data/call.ts'
import { planCoverage } from '../files/plan-reading.ts'
import { ago, exactTime } from '../format/dates.ts'
import { FileName } from '../ui/file-name.tsx'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { SideDrawer } from '../ui/side-drawer.tsx'
import { Size } from '../ui/size.tsx'
import { useNow } from '../ui/use-now.ts'
import { rotationText as words } from '../words/rotation-text.ts'
import { shownFiles } from './covered-files-state.ts'

const pageSize = 100

/** The drawer of known files: what depends on a key or a material, and what can be done about it. */
export function CoveredFiles() {
  const shown = shownFiles.use()
  return shown === null ? null : <Drawer title={shown.title} selection={shown.selection} />
}

const close = () => shownFiles.set(null)

function Drawer({ title, selection }: { readonly title: string; readonly selection: CoverageSelection }) {
  const list = useInfiniteQuery({
    queryKey: ['coverage.files', selection],
    queryFn: async ({ pageParam }) =>
      await call('coverage.files', { selection, before: pageParam, limit: pageSize }),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => last.next,
  })
  const files = (list.data?.pages ?? []).flatMap((page) => page.files)
  const total = list.data?.pages[0]?.total ?? 0
  const plan = async (intent: 'verify' | 'move') => {
    close()
    goTo('files')
    await planCoverage(selection, intent)
  }
  return (
    <SideDrawer
      opened
      onClose={close}
      name={title}
      glyph={<IconFiles className="glyph" size={18} stroke={1.5} aria-hidden />}
      title={title}
      sub={list.isPending ? '' : words.coveredTotal(total)}
      foot={total === 0 ? undefined : <Acts total={total} onPlan={(intent) => void plan(intent)} />}
    >
      {list.error !== null && <ProblemPanel problem={problemOf(list.error)} what={words.filesProblem} />}
      {list.isPending && <Loader size={20} type="oval" aria-label={words.filesTitle} />}
      <ul className="cf">
        {files.map((file) => (
          <Row key={file.id} of={file} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button size="compact-sm" disabled={list.isFetching} onClick={() => void list.fetchNextPage()}>
          {words.more}
        </Button>
      )}
      {total > 0 && <p className="mid dim">{words.moveNote}</p>}
    </SideDrawer>
  )
}

interface ActsProps {
  readonly total: number
  readonly onPlan: (intent: 'verify' | 'move') => void
}

function Acts({ total, onPlan }: ActsProps) {
  return (
    <>
      <Button
        leftSection={<IconShieldCheck size={16} stroke={1.75} aria-hidden />}
        onClick={() => onPlan('verify')}
      >
        {words.verify(total)}
      </Button>
      <Button
        leftSection={<IconArrowsShuffle size={16} stroke={1.75} aria-hidden />}
        onClick={() => onPlan('move')}
      >
        {words.move(total)}
      </Button>
    </>
  )
}

function Row({ of: file }: { readonly of: CoveredFile }) {
  const now = useNow()
  return (
    <li>
      <div className="grow two">
        <div className="a ell">
          {file.name === null ? (
            <span className="dim">{words.nameForgotten}</span>
          ) : (
            <FileName name={file.name} />
          )}
        </div>
        <div className="b small dim ell" title={exactTime(file.seenAt)}>
          {file.folder === null ? '' : `${file.folder} · `}
          {words.seen(ago(file.seenAt, now))}
          {file.estimated && ` · ${words.estimatedOne}`}
        </div>
      </div>
      {file.size !== null && (
        <span className="num soft">
          <Size of={file.size} />
        </span>
      )}
    </li>
  )
}

import { IconBan, IconCircleCheck, IconCopy } from '@tabler/icons-react'
import type { KeyGrant } from '../../../../shared/model/key-page.ts'
import type { KeyRow } from '../../../../shared/model/key.ts'
import { copyText } from '../../data/copy.ts'
import { useObstacle } from '../../data/use-obstacle.ts'
import { date, exactTime } from '../../format/dates.ts'
import { listed } from '../../format/lists.ts'
import { DotsMenu, type RowAct } from '../../ui/dots-menu.tsx'
import { ScrollBox } from '../../ui/scroll-box.tsx'
import { granteeName, grantPrincipal } from '../../words/grant-names.ts'
import { grantsText as words, operationWords } from '../../words/grants-text.ts'
import { serviceName } from '../../words/policy-words.ts'
import type { GrantEnd } from './end-grant-dialog.tsx'

interface GrantTableProps {
  readonly row: KeyRow
  readonly grants: readonly KeyGrant[]
  readonly onEnd: (how: GrantEnd['how'], grant: KeyGrant) => void
}

/** The grants of a key, one a row. */
export function GrantTable({ row, grants, onEnd }: GrantTableProps) {
  const obstacle = useObstacle(row)
  const actsOf = (grant: KeyGrant): readonly RowAct[] => [
    {
      label: words.copyId,
      icon: IconCopy,
      run: async () => await copyText(grant.id, 'grant id'),
    },
    ...(obstacle('retireGrant') === null
      ? [
          {
            label: words.retire,
            icon: IconCircleCheck,
            run: async () => await at(() => onEnd('retire', grant)),
          },
        ]
      : []),
    ...(obstacle('revokeGrant') === null
      ? [{ label: words.revoke, icon: IconBan, run: async () => await at(() => onEnd('revoke', grant)) }]
      : []),
  ]
  return (
    <ScrollBox label={words.title}>
      <table className="t tall grants" aria-label={words.title}>
        <colgroup>
          <col className="c-who" />
          <col />
          <col className="c-ctx" />
          <col className="c-by" />
          <col className="c-made" />
          <col className="c-dots" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{words.who}</th>
            <th scope="col">{words.what}</th>
            <th scope="col">{words.constraint}</th>
            <th scope="col">{words.issued}</th>
            <th scope="col" className="num">
              {words.made}
            </th>
            <th scope="col">
              <span className="vh">{words.more}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {grants.map((grant) => (
            <Row key={grant.id} of={grant} acts={actsOf(grant)} />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

const at = async (act: () => void) => await Promise.resolve(act())

interface RowProps {
  readonly of: KeyGrant
  readonly acts: readonly RowAct[]
}

function Row({ of: grant, acts }: RowProps) {
  const { operations, issuedBy, createdAt, retiring } = grant
  const may = listed(operations.map(operationWords))
  return (
    <tr>
      <td className="first two">
        <span className="a ell" title={grant.grantee}>
          {granteeName(grant)}
        </span>
        <div className="b small dim ell">{grant.name ?? kindOf(grant)}</div>
      </td>
      <td className="wraps" title={operations.join(', ')}>
        {may}
        {retiring !== null && (
          <div className="small dim" title={retiring}>
            {words.retiringBy(grantPrincipal(retiring))}
          </div>
        )}
      </td>
      <td className="wraps">
        <Constraint of={grant} />
      </td>
      <td className="ell" title={issuedBy ?? undefined}>
        {issuedBy === null ? <span className="dim">{words.notTold}</span> : grantPrincipal(issuedBy)}
      </td>
      <td className="num" title={createdAt === null ? undefined : exactTime(createdAt)}>
        {createdAt === null ? <span className="dim">–</span> : date(createdAt)}
      </td>
      <td>
        <DotsMenu label={words.acts(granteeName(grant))} acts={acts} />
      </td>
    </tr>
  )
}

const kindOf = ({ service }: KeyGrant): string =>
  service === null ? words.noName : words.byService(serviceName(service))

function Constraint({ of: { constraint, sourceArn } }: { readonly of: KeyGrant }) {
  if (constraint === null && sourceArn === null) return <span className="dim">{words.noConstraint}</span>
  return (
    <>
      {constraint !== null && (
        <>
          <span className="small dim">{constraint.kind === 'subset' ? words.atLeast : words.exactly}</span>
          {Object.entries(constraint.pairs).map(([key, value]) => (
            <div className="mono ell" key={key} title={`${key} = ${value}`}>
              {key} = {value}
            </div>
          ))}
        </>
      )}
      {sourceArn !== null && (
        <>
          <span className="small dim">{words.onlyFor}</span>
          <div className="mono ell" title={sourceArn}>
            {sourceArn}
          </div>
        </>
      )}
    </>
  )
}

import { Button } from '@mantine/core'
import type { PlanItem, PlanOptions } from '../../../shared/model/plan.ts'
import type { Problem } from '../../../shared/model/problem.ts'
import { goToSettings } from '../app/place.ts'
import { call } from '../data/call.ts'
import { useConnections } from '../data/queries.ts'
import { attempt } from '../data/trouble.ts'
import { kitFlow } from '../recovery/kit-flow-state.ts'
import { recheckVault } from '../vault/recheck.ts'
import { planText } from '../words/files-text.ts'
import { troubleText } from '../words/trouble-text.ts'
import { type Cure, cureFor } from './cure-for.ts'
import { chooseFolderForResults, chooseForBatch, decide, revisePlan } from './plan-actions.ts'

interface CuresProps {
  readonly item: PlanItem
  readonly intent: PlanOptions['intent']
}

/** The buttons that settle what stands in an item's way. */
export function Cures({ item, intent }: CuresProps) {
  if (item.question === 'doesNotCommit') {
    return <Button onClick={() => void decide([item.id], 'agree')}>{planText.agree[intent]}</Button>
  }
  if (item.question !== null) {
    const encrypts = item.question === 'looksEncryptedIsNot' ? 'encrypt' : 'open'
    const other = encrypts === 'encrypt' ? 'open' : 'encrypt'
    return (
      <>
        <Button onClick={() => void decide([item.id], encrypts)}>{planText[encrypts]}</Button>
        {item.question !== 'looksEncryptedIsNot' && (
          <Button onClick={() => void decide([item.id], other)}>{planText[other]}</Button>
        )}
      </>
    )
  }
  if (item.problem === null) return null
  const cure = cureFor(item.problem.code)
  return cure === 'allowAccount' ? <AllowAccount problem={item.problem} /> : <CureButton cure={cure} />
}

const labels: Readonly<Record<Exclude<Cure, 'allowAccount'>, string>> = {
  addConnection: planText.addConnection,
  lookAgain: planText.lookAgain,
  recheckVault: planText.lookAgain,
  useKit: planText.useKit,
  addNumber: planText.addNumber,
  otherFolder: planText.otherFolder,
}

const acts: Readonly<Record<Exclude<Cure, 'allowAccount'>, () => Promise<void>>> = {
  addConnection: async () => goToSettings('connections'),
  lookAgain: async () => await revisePlan(),
  recheckVault: async () => {
    await recheckVault()
    await revisePlan()
  },
  // The plan is looked at again once the kit is open.
  useKit: async () => kitFlow.set('files'),
  addNumber: async () => await chooseForBatch({ ifExists: 'number' }),
  otherFolder: async () => await chooseFolderForResults(),
}

function CureButton({ cure }: { readonly cure: Exclude<Cure, 'allowAccount'> }) {
  return <Button onClick={() => void acts[cure]()}>{labels[cure]}</Button>
}

/** A message's header named an account that no connection knows: the person allows it for one connection, or not. */
function AllowAccount({ problem }: { readonly problem: Problem }) {
  const connections = useConnections().data ?? []
  const account = String(problem.facts['account'] ?? '')
  const named = problem.facts['connectionId']
  const region = problem.facts['region']
  const fit = connections.filter((each) =>
    named === undefined ? region === undefined || each.regions.includes(String(region)) : each.id === named,
  )
  if (fit.length === 0 || account === '') return <CureButton cure="addConnection" />
  const allow = async (id: string) => {
    const allowed = await attempt(
      troubleText.allow,
      async () => await call('connections.allowAccount', { id, account }),
    )
    if (allowed) await revisePlan()
  }
  return fit.slice(0, 2).map((each) => (
    <Button key={each.id} onClick={() => void allow(each.id)}>
      {planText.allow(account, each.name)}
    </Button>
  ))
}

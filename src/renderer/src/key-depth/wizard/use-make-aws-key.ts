import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { KeyRow } from '../../../../shared/model/key.ts'
import type { Problem } from '../../../../shared/model/problem.ts'
import { call, problemOf } from '../../data/call.ts'
import { currentSettings } from '../../data/change-settings.ts'
import { takeRow } from '../../data/keys-store.ts'
import { chooseDoors } from '../../files/plan-actions.ts'
import { keyDraftOf, type WizardFields } from './wizard-fields.ts'

interface Making {
  readonly busy: boolean
  readonly problem: Problem | null
  readonly made: KeyRow | null
  /** A key is there already whose name is missing: the next try makes the name alone. */
  readonly again: boolean
}

/** Makes a key in AWS. One that files can be encrypted to is chosen for them where no other key was. */
export function useMakeAwsKey() {
  const [state, setState] = useState<Making>({ busy: false, problem: null, made: null, again: false })
  const create = useMutation({
    mutationFn: async (fields: WizardFields) => await call('manage.create', keyDraftOf(fields)),
  })
  const make = async (fields: WizardFields) => {
    setState((now) => ({ ...now, busy: true, problem: null }))
    try {
      const made = await create.mutateAsync(fields)
      takeRow(made)
      if (made.canEncrypt && currentSettings()?.doors.length === 0) await chooseDoors([made.ref])
      setState({ busy: false, problem: null, made, again: false })
    } catch (error) {
      const problem = problemOf(error)
      setState((now) => ({
        busy: false,
        made: null,
        problem,
        again: now.again || problem.code === 'KEY_ALIAS_NOT_MADE',
      }))
    }
  }
  return { ...state, make, forget: () => setState((now) => ({ ...now, problem: null })) }
}

import { Button, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { CredentialQuestion } from '../../../shared/model/connection.ts'
import { call } from '../data/call.ts'
import { useQuestions } from '../data/queries.ts'
import { attempt } from '../data/trouble.ts'
import { signInDialogText as words } from '../words/connections-text.ts'

/** Asks for the code of an MFA device. One question after the other; closing it answers "not now". */
export function MfaDialog() {
  const [question] = useQuestions().data ?? []
  return (
    <Modal
      opened={question !== undefined}
      onClose={() => question !== undefined && void answer(question.id, null)}
      title={question === undefined ? '' : words.mfaTitle(question.connectionName)}
      size={420}
      centered
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {question !== undefined && <Code key={question.id} question={question} />}
    </Modal>
  )
}

const answer = (questionId: string, code: string | null): Promise<boolean> =>
  attempt(words.notAnswered, () => call('connections.answer', { questionId, code }))

function Code({ question }: { readonly question: CredentialQuestion }) {
  const [code, setCode] = useState('')
  const [isWrong, setWrong] = useState(false)
  const submit = () => {
    const typed = code.replaceAll(/\s/g, '')
    if (/^\d{6,8}$/.test(typed)) void answer(question.id, typed)
    else setWrong(true)
  }
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <p className="mid">{words.mfaText}</p>
      <p className="small soft">
        {words.device} <code>{question.serial}</code>
      </p>
      <TextInput
        label={words.mfaCode}
        value={code}
        error={isWrong ? words.mfaBad : undefined}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={12}
        data-autofocus
        onChange={(event) => {
          setCode(event.currentTarget.value)
          setWrong(false)
        }}
      />
      <div className="form-foot">
        <Button variant="subtle" onClick={() => void answer(question.id, null)}>
          {words.mfaNot}
        </Button>
        <Button type="submit" variant="filled">
          {words.mfaDo}
        </Button>
      </div>
    </form>
  )
}

import { expect, it } from 'vitest'
import { everyItem } from '../../../../../../src/main/keys/aws-kms/listing/every-page.ts'
import { scriptedKms } from '../../../../../support/scripted-kms.ts'

it('ends a list that has more pages than the list can have', async () => {
  let page = 0
  const paging = { session: scriptedKms({}), operation: 'ListKeys', mostPages: 3 }
  const items = everyItem(paging, async () => ({ items: [page], next: String((page += 1)) }))
  await expect(items).rejects.toMatchObject({ code: 'KMS_ANSWER_INVALID' })
  expect(page).toBe(3)
})

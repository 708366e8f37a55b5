import { describe, expect, it } from 'vitest'
import {
  isExternalLinkAllowed,
  openExternalLink,
  openSignInPage,
} from '../../src/main/shell/external-links.ts'
import { formatPage } from '../../src/main/shell/menu-template.ts'
import { reveal } from '../../src/main/shell/reveal.ts'
import { VaultError } from '../../src/shared/vault-error.ts'
import { findings, sources } from './support/source-files.ts'

describe('point 11: links out', () => {
  it('point 11: openExternal is called in one file', () => {
    const files = new Set(findings(sources(), /\bopenExternal\b/).map((finding) => finding.split(':')[0]))
    expect([...files]).toStrictEqual(['src/main/shell/external-links.ts'])
  })

  it('point 11: the one link of the menu is allowed', () => {
    expect(isExternalLinkAllowed(formatPage)).toBe(true)
  })

  it.each([
    'http://docs.aws.amazon.com/',
    'https://docs.aws.amazon.com./',
    'https://docs.aws.amazon.com:443/',
    'https://docs.aws.amazon.com:8443/',
    'https://user@docs.aws.amazon.com/',
    'https://docs.aws.amazon.com@evil.example/',
    'https://docs.aws.amazon.com.evil.example/',
    'https://evil.example/docs.aws.amazon.com',
    'https://evil.example#docs.aws.amazon.com',
    'https://docs.aws.amazоn.com/',
    'https://xn--docs.aws.amazon.com/',
    'https:docs.aws.amazon.com/',
    'https:\\\\docs.aws.amazon.com\\x',
    ' https://docs.aws.amazon.com/',
    'https://docs.aws.amazon.com/\n',
    'https://docs.aws.amazon.com/../../x',
    'HTTPS://DOCS.AWS.AMAZON.COM/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'smb://docs.aws.amazon.com/share',
    'ms-msdt:/id PCWDiagnostic',
    'ms-settings:',
    'vbscript:x',
    'mailto:x@example.com',
    'app://vault/',
    '//docs.aws.amazon.com/',
    '',
  ])('point 11: %j is refused', async (address) => {
    const opened: string[] = []
    const shell = {
      openExternal: (url: string) => {
        opened.push(url)
        return Promise.resolve()
      },
    }
    await expect(openExternalLink(shell, address)).rejects.toMatchObject({ code: 'INVALID_REQUEST' })
    expect(opened).toStrictEqual([])
  })
})

const opening = async (address: string): Promise<readonly string[]> => {
  const opened: string[] = []
  const openExternal = async (url: string): Promise<void> => void opened.push(url)
  await openSignInPage({ openExternal }, address).catch(() => undefined)
  return opened
}

describe('point 11: pages to sign in at', () => {
  it.each([
    'https://oidc.eu-central-1.amazonaws.com/authorize?client_id=a',
    'https://example.awsapps.com/start/#/device',
    'http://127.0.0.1:4566/authorize',
  ])('point 11: %s opens', async (address) => {
    expect(await opening(address)).toStrictEqual([address])
  })

  it.each([
    'http://oidc.eu-central-1.amazonaws.com/authorize',
    'https://user:pass@oidc.eu-central-1.amazonaws.com/',
    'https://OIDC.eu-central-1.amazonaws.com/',
    'https://oidc.eu-central-1.amazonaws.com',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://host/share',
    'ms-settings:',
    ' https://example.awsapps.com/',
    '',
  ])('point 11: %s does not', async (address) => {
    expect(await opening(address)).toStrictEqual([])
  })
})

const pathOf = ({ jobId }: { jobId: string }): string => {
  if (jobId === 'finished') return '/data/a.encrypted'
  throw new VaultError('JOB_NOT_FOUND', 'this row is gone')
}

describe('point 12: files shown', () => {
  it('point 12: nothing opens a file by itself, and one file shows files', () => {
    expect(findings(sources(), /\bopenPath\b|\bopenItem\b/)).toStrictEqual([])
    const files = new Set(findings(sources(), /\bshowItemInFolder\b/).map((finding) => finding.split(':')[0]))
    expect([...files]).toStrictEqual(['src/main/shell/reveal.ts'])
  })

  it('point 12: only the path of a finished job is shown', () => {
    const shown: string[] = []
    const shell = { showItemInFolder: (path: string) => shown.push(path) }
    reveal(shell, pathOf, { jobId: 'finished' })
    expect(() => reveal(shell, pathOf, { jobId: 'running' })).toThrow(
      expect.objectContaining({ code: 'JOB_NOT_FOUND' }),
    )
    expect(shown).toStrictEqual(['/data/a.encrypted'])
  })
})

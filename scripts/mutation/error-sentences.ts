/** The part of a Babel path that is read here: Stryker gives its own type no fields. */
interface SyntaxPath {
  readonly node: SyntaxNode
  readonly key: string | number | null
  readonly listKey?: string | undefined
  readonly parentPath: SyntaxPath | null
}

interface SyntaxNode {
  readonly type: string
  readonly callee?: { readonly name?: string }
}

const isText = ({ node }: SyntaxPath): boolean =>
  node.type === 'StringLiteral' || node.type === 'TemplateLiteral'

/** True where a text is the message of `new VaultError(code, message)`, or what a `throw` gives to the function that makes one. */
function isErrorSentence(path: SyntaxPath): boolean {
  const call = path.parentPath
  if (!isText(path) || call === null || path.listKey !== 'arguments') return false
  if (call.node.type === 'NewExpression') return call.node.callee?.name === 'VaultError' && path.key === 1
  return call.node.type === 'CallExpression' && call.parentPath?.node.type === 'ThrowStatement'
}

/**
 * A Stryker plugin that leaves the sentences of errors alone: what they say is nobody's contract, the code beside them
 * is, and that one is mutated. docs/mutation.md
 */
export const strykerPlugins = [
  {
    kind: 'Ignore',
    name: 'error-sentences',
    value: {
      shouldIgnore: (path: SyntaxPath): string | undefined =>
        isErrorSentence(path) ? 'the sentence of an error' : undefined,
    },
  },
]

/** Fresh random bytes in a buffer of their own. In the product `crypto.randomBytes`; tests hand in their own. */
export type RandomBytes = (length: number) => Buffer

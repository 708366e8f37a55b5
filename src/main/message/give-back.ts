/**
 * Gives the memory of a buffer back to the system at once; the buffer is empty afterwards. The garbage collector would let
 * hundreds of megabytes of them lie, and the next one would not be in the processor's cache. For buffers that Node's
 * ciphers return; one that is only a part of its memory is left alone.
 */
export function giveBack(buffer: Uint8Array): void {
  const memory = buffer.buffer
  if (memory instanceof ArrayBuffer && memory.byteLength === buffer.length) memory.transfer(0)
}

/** RFC 5321: 64 before the `@`, 254 in all. */
const LOCAL_MAX = 64;
const ADDRESS_MAX = 254;
const LOCAL = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const LABEL = /^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

/**
 * The e-mail address somebody typed, with full-width characters made narrow and the domain in lower case;
 * `undefined` when it cannot be one. Whether anybody reads it there is another question.
 */
export function readEmail(text: string): string | undefined {
  const plain = text.normalize('NFKC').trim().replace(/^mailto:/i, '');
  if (plain.length > ADDRESS_MAX) return undefined;
  const at = plain.lastIndexOf('@');
  const [local, domain] = [plain.slice(0, at), plain.slice(at + 1).toLowerCase()];
  if (at < 1 || local.length > LOCAL_MAX || !LOCAL.test(local)) return undefined;
  const labels = domain.split('.');
  if (labels.length < 2 || !labels.every((label) => LABEL.test(label)) || /^\d+$/.test(labels.at(-1)!)) return undefined;
  return `${local}@${domain}`;
}

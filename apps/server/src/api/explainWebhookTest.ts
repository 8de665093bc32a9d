/** What LINE's word for the outcome of a webhook test means and what to do, in English (FACTS §4 "Webhook endpoint"). */
export function explainWebhookTest(reason: string, statusCode?: number): string {
  switch (reason) {
    case 'OK':
      return 'LINE reached this server and got the right answer.';
    case 'COULD_NOT_CONNECT':
      return 'LINE could not reach this address. It must be open to the internet by https with a certificate of a public authority.';
    case 'REQUEST_TIMEOUT':
      return 'This address did not answer in time. The server may be busy or the way to it blocked by a firewall.';
    case 'ERROR_STATUS_CODE':
      return statusCode === 401
        ? 'This server did not accept the signature. The channel secret entered here is not the one of this channel.'
        : `The address answered ${statusCode === undefined ? 'with an error' : `with status ${statusCode}`} instead of 200. Something between LINE and this server answers in its place, or the path is wrong.`;
    default:
      return 'LINE could not say more. Check the address and try again in a minute.';
  }
}

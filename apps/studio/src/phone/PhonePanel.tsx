/** The phone of one bot. */
export default function PhonePanel(_: { botId: string; flowId?: string }) {
  return null;
}

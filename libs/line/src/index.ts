export { cleanText } from './cleanText';
export { diagnoseSignature, type SignatureDiagnosis } from './diagnoseSignature';
export { escapeAstral, signBody, verifySignature, type SignatureCheck, type SignatureFault } from './signature';
export {
  conversationKeyOf,
  parseWebhook,
  readWebhook,
  WebhookBodyError,
  type WebhookBody,
  type WebhookEvent,
  type WebhookSource,
} from './webhook';
export { toInput } from './toInput';
export { type BroadcastRequest, type ChannelCredentials, type DeliveryKind, type NarrowcastRequest } from './gateway/accountCalls';
export { AUDIENCE_IDS_PER_CALL } from './gateway/audienceCalls';
export { type GatewayChannel, type GatewayLimits, type LineGatewayOptions } from './gateway/createLineCaller';
export {
  createLineGateway,
  type ContentOutcome,
  type LineGateway,
  type MulticastRequest,
  type PushRequest,
  type ReplyRequest,
} from './gateway/createLineGateway';
export type { ChatCalls } from './gateway/chatCalls';
export type { GroupCalls, GroupPlace } from './gateway/groupCalls';
export { messagesJson } from './gateway/messagesJson';
export type { CallOutcome, RefusalDetail, Refused, SendOutcome, SentMessage } from './gateway/sendOutcome';
export { LINE_RATES, RateLimits, type GatewayEndpoint, type Rate } from './gateway/rateLimits';
export type { RichMenuBatchOperation, RichMenuCalls, RichMenuRequest } from './gateway/richMenuCalls';
export { nextRetryDelay, RETRY_GIVE_UP_AFTER_MS } from './gateway/nextRetryDelay';
export { createTransport, TransportFailure, type HttpAnswer, type HttpRequest, type Transport } from './gateway/transport';

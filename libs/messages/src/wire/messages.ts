import { z } from 'zod';
import {
  ALT_TEXT_MAX_UTF16,
  COUPON_DELIVERY_TAG_MAX_UTF16,
  LOCATION_ADDRESS_MAX_UTF16,
  LOCATION_TITLE_MAX_UTF16,
  QUICK_REPLY_ITEMS,
  SENDER_NAME_MAX_UTF16,
  TEXT_EMOJIS,
  TEXT_MAX_UTF16,
  VIDEO_TRACKING_ID_MAX_UTF16,
} from '../limits';
import { actionSchema } from './actions';
import { flexContainerSchema } from './flex';
import { imagemapFields } from './imagemap';
import { isReservedSenderName } from '../senderName';
import { list, mediaUrl, number, SAID, shaped, type Strictness, text } from './leaves';
import { templateSchema } from './templates';
import { emojiFields, refuseLoosePlaceholders, substitutionSchema } from './textV2';

const TYPES = ['text', 'textV2', 'sticker', 'image', 'video', 'audio', 'location', 'imagemap', 'template', 'flex', 'coupon'] as const;

/** An hour of sound is more than LINE's 200 MB would hold in good quality; a day is certainly a mistake. */
const AUDIO_MAX_MS = 86_400_000;

/** Every message object a bot may send (FACTS §7, §8). Unknown fields are let through outside Flex. */
export function messageSchema(strictness: Strictness) {
  const common = {
    quickReply: z
      .object(
        {
          items: list(
            z.object({
              type: z.literal('action', { error: () => SAID.oneOf(['action']) }).optional(),
              imageUrl: mediaUrl(strictness).optional(),
              action: actionSchema('quickReply'),
            }),
            1,
            QUICK_REPLY_ITEMS,
          ),
        },
        { error: () => SAID.invalid },
      )
      .optional(),
    sender: z
      .object(
        {
          name: text(SENDER_NAME_MAX_UTF16, 'utf16', { min: 0 })
            .refine((name) => !isReservedSenderName(name), SAID.invalid)
            .optional(),
          iconUrl: mediaUrl(strictness).optional(),
        },
        { error: () => SAID.invalid },
      )
      .optional(),
  };
  const quoteToken = z.string({ error: () => SAID.invalid }).optional();

  const textMessage = z
    .object({
      type: z.literal('text'),
      ...common,
      text: text(TEXT_MAX_UTF16, 'utf16'),
      emojis: list(
        z.object({ index: number(0, TEXT_MAX_UTF16), ...emojiFields }),
        0,
        TEXT_EMOJIS,
      ).optional(),
      quoteToken,
    })
    .superRefine((message, context) => {
      message.emojis?.forEach((emoji, index) => {
        if (message.text[emoji.index] !== '$') context.addIssue({ code: 'custom', path: ['emojis', index, 'index'], message: SAID.invalid });
      });
    });
  const textV2 = z
    .object({ type: z.literal('textV2'), ...common, text: text(TEXT_MAX_UTF16, 'utf16'), substitution: substitutionSchema.optional(), quoteToken })
    .superRefine(refuseLoosePlaceholders);
  const sticker = z.object({ type: z.literal('sticker'), ...common, packageId: shaped(/^\d{1,20}$/), stickerId: shaped(/^\d{1,20}$/), quoteToken });
  const image = z.object({ type: z.literal('image'), ...common, originalContentUrl: mediaUrl(strictness), previewImageUrl: mediaUrl(strictness) });
  const video = z.object({
    type: z.literal('video'),
    ...common,
    originalContentUrl: mediaUrl(strictness),
    previewImageUrl: mediaUrl(strictness),
    trackingId: text(VIDEO_TRACKING_ID_MAX_UTF16, 'utf16')
      .refine((id) => /^[A-Za-z0-9\-.=,+*()%$&;:@{}!?<>[\]]*$/.test(id), SAID.invalid)
      .optional(),
  });
  const audio = z.object({ type: z.literal('audio'), ...common, originalContentUrl: mediaUrl(strictness), duration: number(1, AUDIO_MAX_MS) });
  const location = z.object({
    type: z.literal('location'),
    ...common,
    title: text(LOCATION_TITLE_MAX_UTF16, 'utf16'),
    address: text(LOCATION_ADDRESS_MAX_UTF16, 'utf16'),
    latitude: number(-90, 90, false),
    longitude: number(-180, 180, false),
  });
  const imagemap = z.object({ type: z.literal('imagemap'), ...common, ...imagemapFields(strictness) });
  const altText = text(ALT_TEXT_MAX_UTF16, 'utf16');
  const template = z.object({ type: z.literal('template'), ...common, altText, template: templateSchema(strictness) });
  const flex = z.object({ type: z.literal('flex'), ...common, altText, contents: flexContainerSchema(strictness) });
  const coupon = z.object({
    type: z.literal('coupon'),
    ...common,
    couponId: text(100, 'utf16'),
    deliveryTag: z
      .string({ error: () => SAID.invalid })
      .regex(new RegExp(`^[A-Za-z0-9_]{1,${COUPON_DELIVERY_TAG_MAX_UTF16}}$`), SAID.invalid)
      .optional(),
  });

  return z.discriminatedUnion('type', [textMessage, textV2, sticker, image, video, audio, location, imagemap, template, flex, coupon], {
    error: (issue) => (issue.code === 'invalid_union' ? SAID.oneOf(TYPES) : SAID.invalid),
  });
}

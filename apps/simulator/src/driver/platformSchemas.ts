import { z } from 'zod';
import { INSIGHT_KINDS } from '../line/insight';

const wait = z.boolean().default(false);

/** A beacon near the person (FACTS §5); `dm` is the device message, hex. */
export const beaconSchema = z
  .object({ hwid: z.string().regex(/^[0-9a-f]{10}$/), type: z.enum(['enter', 'banner', 'stay']).default('enter'), dm: z.string().regex(/^([0-9a-f]{2}){1,13}$/).optional(), wait })
  .strict();

/** The message with the video, and where it is. */
export const videoSchema = z.object({ messageId: z.string(), wait }).strict();

/** A confirmed link, or with `fail` one that LINE could not make. */
export const accountLinkSchema = z.object({ linkToken: z.string(), nonce: z.string(), fail: z.boolean().default(false), wait }).strict();

export const membershipSchema = z.object({ type: z.enum(['joined', 'left', 'renewed']), membershipId: z.number().int(), wait }).strict();

export const plansSchema = z
  .object({
    plans: z
      .array(
        z
          .object({
            membershipId: z.number().int().min(1),
            title: z.string().min(1),
            description: z.string().default(''),
            benefits: z.array(z.string()).min(1).max(5),
            price: z.number().min(0),
            currency: z.enum(['JPY', 'TWD', 'THB']).default('JPY'),
            memberLimit: z.number().int().nullable().default(null),
            isInAppPurchase: z.boolean().default(false),
            isPublished: z.boolean().default(true),
          })
          .strict(),
      )
      .max(5),
  })
  .strict();

/** Numbers laid over what insight counts; an empty object takes them away. */
export const insightSchema = z.partialRecord(z.enum(INSIGHT_KINDS), z.record(z.string(), z.json()));

/** An RSA public key as JWK. */
export const keySchema = z.object({ jwk: z.looseObject({ kty: z.literal('RSA'), n: z.string(), e: z.string(), kid: z.string().optional() }) }).strict();

import { Module } from '@nestjs/common';
import { TilePainter } from './drawing/TilePainter';
import { StoredPictures } from './StoredPictures';

/** Pictures people bring for their messages, and the painter of those the server draws. */
@Module({ providers: [StoredPictures, TilePainter], exports: [StoredPictures, TilePainter] })
export class PicturesModule {}

import { Module } from '@nestjs/common';
import { StoredPictures } from './StoredPictures';

/** Pictures people bring for their messages. */
@Module({ providers: [StoredPictures], exports: [StoredPictures] })
export class PicturesModule {}

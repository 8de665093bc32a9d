export { TilePainter } from './drawing/TilePainter';
export { PicturesModule } from './PicturesModule';
export { picturesSchema } from './schema';
export { StoredPictures, type StoredPicture } from './StoredPictures';

export { GamesModule } from './GamesModule';
export { gamesSchema } from './schema';

// Loaded into a child of `npm start`: when the starter is gone without having said goodbye (closed terminal, kill -9),
// the child must not go on alone.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));

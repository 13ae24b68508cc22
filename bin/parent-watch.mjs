// Loaded before bin/serve.mjs: when the process that started the server is gone, however it went, the server
// drains and ends, so that the next start finds its port free.
process.channel?.unref()
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))

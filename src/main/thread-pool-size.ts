// Imported before anything else by whoever runs jobs. libuv reads the size of its pool when the pool is first used, and
// nothing has used it while the first module runs: https://docs.libuv.org/en/v1.x/threadpool.html
//
// Its four threads are too few for many small files at once: each waits in a flush for the disk, flushes that wait side
// by side share one commit of the file system, and everything else that reads a file would wait behind them. Many more
// would wake and wait for each other. Where a runtime began the pool earlier, work goes on with four. Whoever set the
// variable knows better.
process.env['UV_THREADPOOL_SIZE'] ??= '8'

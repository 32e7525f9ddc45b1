"""Starts the worker of engine/spark: `python -m chipcensus.engine.worker`.

Apart from it, because what is run as a module has to be there before PySpark is loaded, which else
takes it for a test of its own.
"""

if __name__ == "__main__":
    from chipcensus.engine.spark.worker import serve

    serve()

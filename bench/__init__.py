"""How fast the valuation is beside its peers: ``python -m bench``, one thread for everybody."""

import os

THREAD_COUNTS = (
    "ARROW_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "POLARS_MAX_THREADS",
    "RAYON_NUM_THREADS",
)
# Here, before any of them is imported: afterwards it is too late.
os.environ.update(dict.fromkeys(THREAD_COUNTS, "1"))

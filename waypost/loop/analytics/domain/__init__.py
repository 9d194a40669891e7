"""The arithmetic of results, on plain values: metrics, goals at their pace, the plan against what came."""

"""The planner: a constraint model of a quarter's slots, solved in steps by OR-Tools' CP-SAT.

`when` chooses the times, `what` how many posts of which pillar and format each channel gets in each week, `where` which
of these stands at which time, `who` the persona and the stage of the funnel of each. Each step's bound holds for the
whole, so their sum says how far a plan may be from the best one. Loaded in a child process only.
"""

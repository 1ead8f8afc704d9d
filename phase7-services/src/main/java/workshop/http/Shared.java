package workshop.http;

import workshop.shared.LoopClock;

/**
 * The parts of the server that all connections share.
 *
 * @param handler answers all requests
 * @param bodies the memory for the bodies of all requests
 */
record Shared(
    Handler handler,
    Limits limits,
    LoopClock clock,
    DateField date,
    HttpObserver observer,
    Budget bodies,
    Places places) {}

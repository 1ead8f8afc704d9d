package workshop.http;

import workshop.shared.LoopClock;

/**
 * All that a connection sees of the rest of the server.
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

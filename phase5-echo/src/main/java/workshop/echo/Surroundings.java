package workshop.echo;

import workshop.shared.LoopClock;
import workshop.tcp.SegmentSender;

/**
 * The rest of the stack, as a connection and the steps of "SEGMENT ARRIVES" see it.
 *
 * @param output sends segments
 * @param observer learns what happens
 * @param agenda gives a turn at the end of the batch
 * @param clock the time
 */
record Surroundings(
    SegmentSender output, ConnectionObserver observer, Agenda agenda, LoopClock clock) {}

package workshop.echo;

import workshop.shared.LoopClock;
import workshop.tcp.SegmentSender;

/**
 * All that a connection, and whoever works on it, sees of the rest of the stack.
 *
 * @param output where segments go
 * @param observer is told what happens
 * @param agenda where to ask for a turn
 * @param clock the time
 */
record Surroundings(
    SegmentSender output, ConnectionObserver observer, Agenda agenda, LoopClock clock) {}

package io.footfall.engine;

import io.footfall.question.AsOf;
import io.footfall.question.Table;

/**
 * That a row of a pinned answer has changed whose interval was over.
 *
 * @param asOf when it was first said so
 * @param from the row as it was, alone
 * @param to the row as it is
 * @param late how many events that the question reads had come late since the publication before, dated in intervals that were over
 * @param joined how many customers had become one with another since then, or fallen apart
 * @param robots how many customers had turned out to be robots on some day since then
 * @param lookups how many lookup tables that the question reads had got another version since then
 */
public record Correction(AsOf asOf, Table from, Table to, long late, long joined, long robots, long lookups) {}

package uk.nhs.rtec.rest.audit;

import uk.nhs.rtec.application.audit.DecideExport;
import uk.nhs.rtec.application.audit.DownloadExport;
import uk.nhs.rtec.application.audit.FollowExports;
import uk.nhs.rtec.application.audit.RequestExport;
import uk.nhs.rtec.rest.api.AnswerOnItsWay;

/** What is done with exports, and what an answer on its way can be told. */
public record Exports(
        RequestExport request,
        FollowExports follow,
        DecideExport decide,
        DownloadExport download,
        AnswerOnItsWay answer) {}

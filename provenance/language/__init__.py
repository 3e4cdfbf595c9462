"""What words mean: names, bylines, notices, datelines, credits, dates, agencies, licences. Text in, facts out."""
